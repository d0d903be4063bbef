using System.Numerics;
using CsCheck;

namespace OrleansSessions.Core.Tests;

/// <summary>Decimals of every size, scale and sign, and their exact value in units of 10^-28.</summary>
internal static class ScaledDecimal
{
    public static readonly BigInteger Unit = BigInteger.Pow(10, 28);

    public static readonly Gen<decimal> Any = Gen.Select(
        Gen.Int, Gen.OneOf(Gen.Int, Gen.Const(0)), Gen.OneOf(Gen.Int, Gen.Const(0), Gen.Const(-1)), Gen.Bool, Gen.Byte[0, 28],
        (low, middle, high, isNegative, scale) => new decimal(low, middle, high, isNegative, scale));

    public static BigInteger Units(decimal number)
    {
        var bits = decimal.GetBits(number);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        var scale = (bits[3] >> 16) & 0xFF;
        return (bits[3] < 0 ? -digits : digits) * BigInteger.Pow(10, 28 - scale);
    }

    /// <summary>Half the distance between decimals around this value: what rounding to the nearest may differ by.</summary>
    public static BigInteger HalfStep(BigInteger units)
    {
        var step = BigInteger.One;
        while (BigInteger.Abs(units) / step >= BigInteger.One << 96)
        {
            step *= 10;
        }

        return step == 1 ? 0 : step / 2;
    }
}
