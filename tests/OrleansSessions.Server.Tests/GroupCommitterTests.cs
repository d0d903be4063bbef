using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansSessions.Server.Tests;

public sealed class GroupCommitterTests
{
    private readonly GatedStore store = new();

    [Fact]
    public async Task Commit_WhileAGroupIsStored_TheNextGroupGathers()
    {
        await using var committer = new GroupCommitter(store, TestTelemetry.CreateCommits(), NullLogger<GroupCommitter>.Instance);
        committer.Start();
        var first = committer.CommitAsync(GatedStore.Commit("0")).AsTask();
        await store.WaitForGroupAsync();
        var others = Enumerable.Range(1, 100).Select(i => committer.CommitAsync(GatedStore.Commit($"{i}")).AsTask()).ToList();
        Assert.False(first.IsCompleted);

        store.Open();
        await Task.WhenAll([first, .. others]);

        Assert.Equal([1, 100], store.GroupSizes);
    }

    [Fact]
    public async Task Commit_StoreTakesSeveralGroups_EachHasPartitionsOfItsOwn()
    {
        var parallel = new GatedStore { CommitParallelism = 2, ExpectedGroups = 2 };
        await using var committer = new GroupCommitter(parallel, TestTelemetry.CreateCommits(), NullLogger<GroupCommitter>.Instance);
        committer.Start();
        var commits = new List<Task<long>> { committer.CommitAsync(GatedStore.Commit("a", 0)).AsTask(), committer.CommitAsync(GatedStore.Commit("b", 1)).AsTask() };
        await parallel.WaitForGroupAsync();
        commits.AddRange(Enumerable.Range(0, 100).Select(i => committer.CommitAsync(GatedStore.Commit($"{i}", i % 4)).AsTask()));

        parallel.Open();
        await Task.WhenAll(commits);

        Assert.Equal([1, 1, 50, 50], parallel.GroupSizes.Order());
    }

    [Fact]
    public async Task Commit_StoreFails_EveryCallerIsToldAndTheNextGroupIsStored()
    {
        await using var committer = new GroupCommitter(store, TestTelemetry.CreateCommits(), NullLogger<GroupCommitter>.Instance);
        committer.Start();
        store.FailNext();
        var failing = committer.CommitAsync(GatedStore.Commit("a")).AsTask();
        store.Open();

        var exception = await Assert.ThrowsAsync<SessionException>(() => failing);

        Assert.Contains("'s/a' is not acknowledged", exception.Message, StringComparison.Ordinal);
        Assert.True(await committer.CommitAsync(GatedStore.Commit("a")) > 0);
    }

    [Fact]
    public async Task Commit_StoreAnswersTooFew_EveryCallerIsTold()
    {
        await using var committer = new GroupCommitter(new SilentStore(), TestTelemetry.CreateCommits(), NullLogger<GroupCommitter>.Instance);
        committer.Start();

        var exception = await Assert.ThrowsAsync<SessionException>(() => committer.CommitAsync(GatedStore.Commit("a")).AsTask());

        Assert.Contains("It answered 0 of 1 commits.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_CommitsPending_StoresThemAndTakesNoMore()
    {
        var committer = new GroupCommitter(store, TestTelemetry.CreateCommits(), NullLogger<GroupCommitter>.Instance);
        committer.Start();
        var pending = committer.CommitAsync(GatedStore.Commit("a")).AsTask();
        store.Open();

        await committer.DisposeAsync();

        Assert.True(await pending > 0);
        await Assert.ThrowsAsync<SessionException>(() => committer.CommitAsync(GatedStore.Commit("b")).AsTask());
    }
}
