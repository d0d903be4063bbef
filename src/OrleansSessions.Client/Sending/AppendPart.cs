namespace OrleansSessions;

/// <summary>The events of one append that go by one lane.</summary>
/// <param name="Append">The append.</param>
/// <param name="Start">Where they begin in the append's order.</param>
/// <param name="Count">How many they are.</param>
internal readonly record struct AppendPart<TEvent>(PendingAppend<TEvent> Append, int Start, int Count)
{
    /// <summary>Whether the append has no events on other lanes.</summary>
    public bool IsWhole => Count == Append.Events.Length;

    public ReadOnlySpan<int> Places => Append.Order.AsSpan(Start, Count);
}
