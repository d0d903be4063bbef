namespace OrleansSessions;

/// <summary>What an average needs: an exact sum, and of how many numbers. The default value is of none.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Count">Of how many numbers.</param>
public readonly record struct ExactAverage(ExactSum Sum, long Count)
{
    /// <summary>This average with one number more.</summary>
    /// <param name="number">The number.</param>
    public ExactAverage Add(decimal number) => new(Sum.Add(number), Count + 1);

    /// <summary>The average over the numbers of both.</summary>
    /// <param name="other">The other average.</param>
    public ExactAverage Add(ExactAverage other) => new(Sum.Add(other.Sum), Count + other.Count);

    /// <summary>The quotient, to decimal's 28 digits; null when there were no numbers.</summary>
    /// <exception cref="OverflowException">The sum is outside the range of decimal.</exception>
    public decimal? ToDecimal() => Count == 0 ? null : Sum.ToDecimal() / Count;
}
