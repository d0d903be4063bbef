namespace OrleansSessions.Benchmarks.Feeding;

/// <summary>Events to be appended, by index; their time never goes back.</summary>
internal interface IEventWork
{
    DateTimeOffset GetTime(int index);

    /// <summary>Events from an index on.</summary>
    SessionEvent<long>[] GetEvents(int start, int count);
}
