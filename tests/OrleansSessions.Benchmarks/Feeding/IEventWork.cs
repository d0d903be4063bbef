namespace OrleansSessions.Benchmarks.Feeding;

/// <summary>Events to be appended, by index; their time never goes back.</summary>
internal interface IEventWork
{
    DateTimeOffset GetTime(int index);

    /// <summary>Writes events from an index on.</summary>
    void Fill(int start, Span<SessionEvent<long>> events);
}
