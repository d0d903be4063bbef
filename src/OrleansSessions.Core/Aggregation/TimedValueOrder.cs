namespace OrleansSessions;

/// <summary>By time, and at one instant by value: the order in which ties do not depend on arrival.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
/// <param name="values">The order of values.</param>
internal sealed class TimedValueOrder<TValue>(IComparer<TValue> values) : IComparer<TimedValue<TValue>>
{
    public int Compare(TimedValue<TValue> x, TimedValue<TValue> y)
    {
        var byTime = x.Time.CompareTo(y.Time);
        return byTime != 0 ? byTime : values.Compare(x.Value, y.Value);
    }
}
