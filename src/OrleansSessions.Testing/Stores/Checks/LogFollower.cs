using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Follows one partition of the log by position, until it has come to an end that is known only later.</summary>
internal sealed class LogFollower(ISessionStore store, int partition, CancellationToken token)
{
    private const int MaxCount = 7;

    private readonly TaskCompletionSource<long> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was read, in the order of reading.</summary>
    public List<LogEntry> Entries { get; } = [];

    public void StopAt(long position) => end.TrySetResult(position);

    public async Task RunAsync()
    {
        var position = 0L;
        while (!end.Task.IsCompletedSuccessfully || position < await end.Task)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(token);
            await Task.WhenAny(store.WaitForLogAsync(partition, position, waiting.Token).AsTask(), end.Task);
            await waiting.CancelAsync();
            var slice = await store.ReadLogAsync(new LogQuery(partition, position, MaxCount), token);
            Entries.AddRange(slice.Entries);
            position = slice.Through;
        }
    }
}
