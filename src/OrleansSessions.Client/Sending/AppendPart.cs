namespace OrleansSessions;

/// <summary>The events of one append that go by one lane.</summary>
/// <param name="Append">The append.</param>
/// <param name="Events">Has the events, in the append's order, and perhaps room for more.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Order">The places of the append's events, in the order in which the lanes take them.</param>
/// <param name="Start">Where in that order these begin.</param>
internal readonly record struct AppendPart<TEvent>(PendingAppend Append, SessionEvent<TEvent>[] Events, int Count, int[] Order, int Start)
{
    /// <summary>Whether the append has no events on other lanes.</summary>
    public bool IsWhole => Count == Append.Count;

    /// <summary>Where in the append the events are.</summary>
    public ReadOnlySpan<int> Places => Order.AsSpan(Start, Count);
}
