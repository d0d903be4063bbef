using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansSessions.Server.Tests;

public sealed class CommitLinkTests : IAsyncDisposable
{
    private readonly HoldingStore store = new();
    private readonly GroupCommitter committer;
    private readonly string key = Keys.New();

    public CommitLinkTests() =>
        committer = new GroupCommitter(store, TestTelemetry.CreateCommits(), NullLogger<GroupCommitter>.Instance);

    public ValueTask DisposeAsync() => committer.DisposeAsync();

    [Fact]
    public async Task Commit_SeveralActivitiesShareAGroup_StandsAloneAndLinksToEach()
    {
        using var recorder = new ActivityRecorder();
        committer.Start();
        using var hold = store.HoldCommitOf(key);
        var first = Commit(key);
        await hold.WaitReachedAsync();
        var second = Commit($"{key}2");
        var third = Commit($"{key}3");
        hold.Release();
        await Task.WhenAll(first.Stored, second.Stored, third.Stored);

        var alone = await recorder.WaitAsync("commit", activity => activity.TraceId == first.Cause.TraceId);
        Assert.Equal((first.Cause.SpanId, 1), (alone.ParentSpanId, alone.GetTagItem("keys")));
        var shared = await recorder.WaitAsync("commit", activity => activity.Links.Any(link => link.Context.TraceId == second.Cause.TraceId));
        Assert.Equal((default, 2), (shared.ParentSpanId, shared.GetTagItem("keys")));
        Assert.Equal([second.Cause.SpanId, third.Cause.SpanId], shared.Links.Select(link => link.Context.SpanId));
    }

    private (Activity Cause, Task<long> Stored) Commit(string of)
    {
        using var cause = ActivityRecorder.StartCaller();
        return (cause, committer.CommitAsync(TestCommit(of)).AsTask());
    }

    private SessionCommit TestCommit(string of) => new()
    {
        Key = new SessionKey("linked", of),
        Partition = new SessionKey("linked", of).GetPartition(store.Partitions),
        ExpectedVersion = 0,
        State = new byte[] { 1 },
        DeadlineTicks = 1,
        Log = [],
    };
}
