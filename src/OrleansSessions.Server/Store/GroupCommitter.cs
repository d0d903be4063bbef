using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// Stores the commits of this silo's keys in groups: while one group is being stored, the next one gathers. So the cost of
/// a transaction and its fsync is shared by as many commits as come in the meantime, without any waiting for more.
/// </summary>
/// <remarks>
/// As many groups are stored at once as the store wants (<see cref="ISessionStore.CommitParallelism"/>). A partition's keys go
/// through the same one always, so that the groups of a silo never append to the same partition of the log.
/// </remarks>
internal sealed partial class GroupCommitter(ISessionStore store, CommitTelemetry telemetry, ILogger<GroupCommitter> logger) : IAsyncDisposable
{
    private const int MaxGroupSize = 1_024;

    private readonly Channel<PendingCommit>[] pending =
    [
        .. Enumerable.Range(0, store.CommitParallelism).Select(_ =>
            Channel.CreateUnbounded<PendingCommit>(new UnboundedChannelOptions { SingleReader = true }))
    ];

    private readonly IInProcessStore? inProcess = store as IInProcessStore;
    private volatile bool isStopping;
    private Task writing = Task.CompletedTask;

    /// <summary>How many commits are stored at once, at the most.</summary>
    public int Capacity => MaxGroupSize * pending.Length;

    public void Start() => writing = Task.WhenAll(pending.Select(channel => Task.Run(() => WriteAsync(channel.Reader))));

    /// <summary>Stores a commit; the answer is that of <see cref="ISessionStore.CommitAsync"/>.</summary>
    /// <exception cref="SessionException">The commit is not acknowledged: it may or may not have been stored.</exception>
    public ValueTask<long> CommitAsync(SessionCommit commit)
    {
        if (TryCommitAtOnce(commit, SessionTracing.Current, out var version))
        {
            return new ValueTask<long>(version);
        }

        var entry = new AwaitedCommit(commit);
        Queue(entry);
        return new ValueTask<long>(entry.Stored);
    }

    /// <summary>Stores a commit and tells it what came of that.</summary>
    /// <returns>Whether it has been told; otherwise it is told from another thread.</returns>
    public bool Enqueue(PendingCommit entry)
    {
        if (TryCommitAtOnce(entry.Commit, entry.Cause, out var version))
        {
            entry.OnStored(version);
            return true;
        }

        return Queue(entry);
    }

    /// <summary>Takes no more commits and stores those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        foreach (var channel in pending)
        {
            channel.Writer.TryComplete();
        }

        await writing;
    }

    private bool Queue(PendingCommit entry)
    {
        var commit = entry.Commit;
        if (pending[commit.Partition % pending.Length].Writer.TryWrite(entry))
        {
            return false;
        }

        entry.OnFailed(new SessionException($"'{commit.Key}' was not stored: this silo is stopping."));
        return true;
    }

    private bool TryCommitAtOnce(SessionCommit commit, Activity? cause, out long version)
    {
        if (inProcess is null || isStopping)
        {
            version = 0;
            return false;
        }

        telemetry.OnStoring(commit, cause);
        version = inProcess.Commit(commit);
        telemetry.OnStored(commit, version);
        return true;
    }

    private async Task WriteAsync(ChannelReader<PendingCommit> reader)
    {
        var group = new List<PendingCommit>(MaxGroupSize);
        while (await reader.WaitToReadAsync())
        {
            // A key has one commit in flight, for who has it waits for it; so no key is twice in a group.
            while (group.Count < MaxGroupSize && reader.TryRead(out var entry))
            {
                group.Add(entry);
            }

            await StoreAsync(group);
            group.Clear();
        }
    }

    private async Task StoreAsync(List<PendingCommit> group)
    {
        using var measured = telemetry.Begin(group);
        long[] versions;
        try
        {
            var commits = new SessionCommit[group.Count];
            for (var i = 0; i < commits.Length; i++)
            {
                commits[i] = group[i].Commit;
            }

            versions = await store.CommitAsync(commits, CancellationToken.None);
            if (versions.Length != commits.Length)
            {
                throw new InvalidOperationException($"It answered {versions.Length} of {commits.Length} commits.");
            }

            measured.Stored(commits, versions);
        }
        catch (Exception exception)
        {
            measured.Failed(exception);
            LogGroupFailed(logger, group.Count, exception);
            foreach (var entry in group)
            {
                entry.OnFailed(new SessionException(
                    $"'{entry.Commit.Key}' is not acknowledged: the store failed: {exception.Message}", exception));
            }

            return;
        }

        for (var i = 0; i < versions.Length; i++)
        {
            group[i].OnStored(versions[i]);
        }
    }
}
