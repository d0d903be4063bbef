using System.Numerics;
using CsCheck;

namespace OrleansSessions.Core.Tests;

public sealed class ExactSumTests
{
    [Fact]
    public void Add_AnyDecimals_EqualsRationalArithmetic() =>
        ScaledDecimal.Any.Array[0, 12].Holds(GeneratedCases.ExactSum, numbers =>
        {
            var expected = numbers.Aggregate(BigInteger.Zero, (sum, number) => sum + ScaledDecimal.Units(number));

            var sum = numbers.Aggregate(default(ExactSum), (sum, number) => sum.Add(number));

            Assert.Equal(expected, Units(sum));
            Assert.InRange((BigInteger)sum.Fraction, BigInteger.Zero, ScaledDecimal.Unit - 1);
            Assert.Equal(sum, numbers.Reverse().Select(number => default(ExactSum).Add(number)).Aggregate(default(ExactSum), (a, b) => b.Add(a)));
        });

    [Fact]
    public void ToDecimal_AnySum_IsTheNearestDecimal() =>
        ScaledDecimal.Any.Array[0, 6].Holds(GeneratedCases.ExactSum, numbers =>
        {
            var sum = numbers.Aggregate(default(ExactSum), (sum, number) => sum.Add(number));
            var exact = Units(sum);
            var greatest = ScaledDecimal.Units(decimal.MaxValue);
            if (BigInteger.Abs(exact) >= greatest + ScaledDecimal.Unit)
            {
                Assert.Throws<OverflowException>(() => sum.ToDecimal());
            }
            else if (BigInteger.Abs(exact) <= greatest)
            {
                var error = BigInteger.Abs(ScaledDecimal.Units(sum.ToDecimal()) - exact);
                Assert.InRange(error, BigInteger.Zero, ScaledDecimal.HalfStep(exact));
            }
        });

    [Fact]
    public void Add_ThenTakeAway_LosesNothing()
    {
        // Decimal itself gives 0 here: the small number does not fit beside the great one.
        var sum = default(ExactSum).Add(decimal.MaxValue).Add(0.0000000000000000000000000001m).Add(-decimal.MaxValue);

        Assert.Equal(0.0000000000000000000000000001m, sum.ToDecimal());
        Assert.Equal(0m, decimal.MaxValue + 0.0000000000000000000000000001m - decimal.MaxValue);
    }

    [Fact]
    public void Default_NoNumbers_IsZero() => Assert.Equal(0m, default(ExactSum).ToDecimal());

    [Fact]
    public void Add_EqualNumbersOfOtherScale_GiveEqualSums() =>
        Assert.Equal(default(ExactSum).Add(1.5m), default(ExactSum).Add(1.5000m));

    [Fact]
    public void ToDecimal_BeyondTheRange_Throws() =>
        Assert.Throws<OverflowException>(() => default(ExactSum).Add(decimal.MaxValue).Add(1).ToDecimal());

    private static BigInteger Units(ExactSum sum) => ((BigInteger)sum.Whole * ScaledDecimal.Unit) + (BigInteger)sum.Fraction;
}
