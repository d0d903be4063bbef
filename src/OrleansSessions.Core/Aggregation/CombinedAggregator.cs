using System.Runtime.CompilerServices;

namespace OrleansSessions;

/// <summary>Two aggregators at once.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TFirst">What the first accumulates.</typeparam>
/// <typeparam name="TFirstResult">What the first computes.</typeparam>
/// <typeparam name="TSecond">What the second accumulates.</typeparam>
/// <typeparam name="TSecondResult">What the second computes.</typeparam>
/// <typeparam name="TResult">The combined result.</typeparam>
/// <remarks>
/// An event that one of the two does not accept leaves no trace in the other: what cannot be undone is done last. Where both
/// accumulators can be mutable objects, an event is first tried on a new accumulator of the second; only an aggregator that
/// throws because of what it has accumulated, which none of the ready ones does, must then come first.
/// </remarks>
public sealed class CombinedAggregator<TEvent, TFirst, TFirstResult, TSecond, TSecondResult, TResult>
    : ISessionAggregator<TEvent, (TFirst First, TSecond Second), TResult>
{
    private readonly ISessionAggregator<TEvent, TFirst, TFirstResult> first;
    private readonly ISessionAggregator<TEvent, TSecond, TSecondResult> second;
    private readonly Func<TFirstResult, TSecondResult, TResult> combine;

    internal CombinedAggregator(
        ISessionAggregator<TEvent, TFirst, TFirstResult> first,
        ISessionAggregator<TEvent, TSecond, TSecondResult> second,
        Func<TFirstResult, TSecondResult, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(combine);
        this.first = first;
        this.second = second;
        this.combine = combine;
    }

    /// <inheritdoc/>
    public (TFirst First, TSecond Second) CreateAccumulator() => (first.CreateAccumulator(), second.CreateAccumulator());

    /// <inheritdoc/>
    public (TFirst First, TSecond Second) Add(
        (TFirst First, TSecond Second) accumulator, TEvent value, DateTimeOffset eventTime)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TFirst>())
        {
            if (!RuntimeHelpers.IsReferenceOrContainsReferences<TSecond>())
            {
                var added = second.Add(accumulator.Second, value, eventTime);
                return (first.Add(accumulator.First, value, eventTime), added);
            }

            second.Add(second.CreateAccumulator(), value, eventTime);
        }

        return (first.Add(accumulator.First, value, eventTime), second.Add(accumulator.Second, value, eventTime));
    }

    /// <inheritdoc/>
    public (TFirst First, TSecond Second) Merge((TFirst First, TSecond Second) left, (TFirst First, TSecond Second) right) =>
        (first.Merge(left.First, right.First), second.Merge(left.Second, right.Second));

    /// <inheritdoc/>
    public TResult GetResult((TFirst First, TSecond Second) accumulator) =>
        combine(first.GetResult(accumulator.First), second.GetResult(accumulator.Second));
}
