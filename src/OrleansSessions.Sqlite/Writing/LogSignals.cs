namespace OrleansSessions.Sqlite;

/// <summary>Where each partition of the log ends, as far as it is committed, and who waits for more. Thread-safe.</summary>
internal sealed class LogSignals
{
    private readonly Lock gate = new();
    private readonly long[] ends;
    private readonly TaskCompletionSource?[] waiting;

    public LogSignals(int partitions)
    {
        ends = new long[partitions];
        waiting = new TaskCompletionSource?[partitions];
    }

    public int Partitions => ends.Length;

    public long GetEnd(int partition) => Volatile.Read(ref ends[partition]);

    public void Publish(int partition, long end)
    {
        TaskCompletionSource? wake = null;
        lock (gate)
        {
            if (end > ends[partition])
            {
                Volatile.Write(ref ends[partition], end);
                wake = waiting[partition];
                waiting[partition] = null;
            }
        }

        wake?.SetResult();
    }

    public Task WaitAsync(int partition, long after, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Under the lock, so that no end is published between looking and waiting.
            if (ends[partition] > after)
            {
                return Task.CompletedTask;
            }

            waiting[partition] ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting[partition]!.Task.WaitAsync(cancellationToken);
        }
    }
}
