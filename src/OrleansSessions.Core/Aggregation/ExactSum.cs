using System.Numerics;

namespace OrleansSessions;

/// <summary>An exact sum of decimals: adding in any order gives the same value, without rounding on the way.</summary>
/// <remarks>
/// Whole and fractional parts are kept apart as integers, so that 2 x 10^9 numbers of the greatest size can be added. Plain decimal
/// addition rounds when the operands are far apart, and then depends on the order. The default value is zero.
/// </remarks>
/// <param name="Whole">The sum's floor.</param>
/// <param name="Fraction">The rest, in units of 10^-28: at least 0 and less than 10^28.</param>
public readonly record struct ExactSum(Int128 Whole, Int128 Fraction)
{
    private static readonly Int128 Unit = Int128.CreateChecked(BigInteger.Pow(10, DecimalDigits));

    private const int DecimalDigits = 28;

    /// <summary>This sum and one number more.</summary>
    /// <param name="number">The number.</param>
    public ExactSum Add(decimal number)
    {
        var whole = decimal.Floor(number);
        var fraction = number - whole;
        if (fraction == 0)
        {
            return new ExactSum(Whole + (Int128)whole, Fraction);
        }

        // A decimal has at most 28 digits after the point, so this is a whole number of units.
        return Normalize(Whole + (Int128)whole, Fraction + FractionUnits(fraction));
    }

    /// <summary>The sum of both.</summary>
    /// <param name="other">The other sum.</param>
    public ExactSum Add(ExactSum other) => Normalize(Whole + other.Whole, Fraction + other.Fraction);

    /// <summary>The sum as a decimal, rounded to the nearest where it has more than 28 digits.</summary>
    /// <exception cref="OverflowException">The sum is outside the range of decimal.</exception>
    public decimal ToDecimal() => (decimal)Whole + ((decimal)Fraction / (decimal)Unit);

    private static ExactSum Normalize(Int128 whole, Int128 fraction) =>
        fraction >= Unit ? new ExactSum(whole + 1, fraction - Unit) : new ExactSum(whole, fraction);

    private static Int128 FractionUnits(decimal fraction)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(fraction, bits);
        var digits = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var scale = (bits[3] >> 16) & 0xFF;
        for (; scale < DecimalDigits; scale++)
        {
            digits *= 10;
        }

        return digits;
    }
}
