namespace OrleansSessions;

/// <summary>The ready aggregators. None depends on the order of events; combine several with <see cref="Combine{TEvent,TFirst,TFirstResult,TSecond,TSecondResult,TResult}"/>.</summary>
public static class SessionAggregators
{
    /// <summary>Counts the events.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    public static CountAggregator<TEvent> Count<TEvent>() => new();

    /// <summary>Sums a number of each event exactly, whatever the order; see <see cref="ExactSum"/>.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <param name="selector">The number of an event. Binary floating point has no exact sum: convert it to decimal.</param>
    public static SumAggregator<TEvent> Sum<TEvent>(Func<TEvent, decimal> selector) => new(selector);

    /// <summary>Averages a number of each event; the sum is exact, the quotient has decimal's 28 digits.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <param name="selector">The number of an event.</param>
    public static AverageAggregator<TEvent> Average<TEvent>(Func<TEvent, decimal> selector) => new(selector);

    /// <summary>The least value.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="selector">The value of an event.</param>
    /// <param name="comparer">The order of values; ordinal for strings and the default order otherwise when null.</param>
    public static ExtremeAggregator<TEvent, TValue> Min<TEvent, TValue>(
        Func<TEvent, TValue> selector, IComparer<TValue>? comparer = null) => new(selector, comparer, takesGreater: false);

    /// <summary>The greatest value.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="selector">The value of an event.</param>
    /// <param name="comparer">The order of values; ordinal for strings and the default order otherwise when null.</param>
    public static ExtremeAggregator<TEvent, TValue> Max<TEvent, TValue>(
        Func<TEvent, TValue> selector, IComparer<TValue>? comparer = null) => new(selector, comparer, takesGreater: true);

    /// <summary>The value of the earliest event; of several at that instant, the least value.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="selector">The value of an event.</param>
    /// <param name="comparer">The order of values; ordinal for strings and the default order otherwise when null.</param>
    public static EdgeAggregator<TEvent, TValue> First<TEvent, TValue>(
        Func<TEvent, TValue> selector, IComparer<TValue>? comparer = null) => new(selector, comparer, takesLater: false);

    /// <summary>The value of the latest event; of several at that instant, the greatest value.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="selector">The value of an event.</param>
    /// <param name="comparer">The order of values; ordinal for strings and the default order otherwise when null.</param>
    public static EdgeAggregator<TEvent, TValue> Last<TEvent, TValue>(
        Func<TEvent, TValue> selector, IComparer<TValue>? comparer = null) => new(selector, comparer, takesLater: true);

    /// <summary>The different values, in order. State grows with their number.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="selector">The value of an event.</param>
    /// <param name="comparer">The order of values; ordinal for strings and the default order otherwise when null.</param>
    public static DistinctAggregator<TEvent, TValue> Distinct<TEvent, TValue>(
        Func<TEvent, TValue> selector, IComparer<TValue>? comparer = null) => new(selector, comparer);

    /// <summary>All values, by event time and, at one instant, by value. State grows with the number of events.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="selector">The value of an event.</param>
    /// <param name="comparer">The order of values; ordinal for strings and the default order otherwise when null.</param>
    public static ListAggregator<TEvent, TValue> List<TEvent, TValue>(
        Func<TEvent, TValue> selector, IComparer<TValue>? comparer = null) => new(selector, comparer);

    /// <summary>Two aggregators at once; nest it for more.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TFirst">What the first accumulates.</typeparam>
    /// <typeparam name="TFirstResult">What the first computes.</typeparam>
    /// <typeparam name="TSecond">What the second accumulates.</typeparam>
    /// <typeparam name="TSecondResult">What the second computes.</typeparam>
    /// <typeparam name="TResult">The combined result.</typeparam>
    /// <param name="first">The first aggregator.</param>
    /// <param name="second">The second aggregator.</param>
    /// <param name="combine">Makes the result out of both.</param>
    public static CombinedAggregator<TEvent, TFirst, TFirstResult, TSecond, TSecondResult, TResult>
        Combine<TEvent, TFirst, TFirstResult, TSecond, TSecondResult, TResult>(
            ISessionAggregator<TEvent, TFirst, TFirstResult> first,
            ISessionAggregator<TEvent, TSecond, TSecondResult> second,
            Func<TFirstResult, TSecondResult, TResult> combine) => new(first, second, combine);
}
