namespace OrleansSessions.Benchmarks.Load;

/// <summary>Sends events to a sessionizer on the arrival clock in another process, and follows what it closes.</summary>
internal interface ILoadClient : IAsyncDisposable
{
    /// <summary>Sends one event to each of some keys, and returns when they are acknowledged.</summary>
    Task AppendAsync(ReadOnlyMemory<int> keys);

    /// <summary>The ends of sessions as they are read from the log.</summary>
    IAsyncEnumerable<DateTimeOffset> ReadEndsAsync(CancellationToken cancellationToken);
}
