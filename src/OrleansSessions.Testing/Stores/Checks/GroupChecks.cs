using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Groups of commits.</summary>
internal static class GroupChecks
{
    private const int GroupSize = 1_024;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(Commit_EmptyGroup_AnswersNothing),
        StoreCheck.Of(Commit_GroupWithConflicts_StoresTheOthersAndAnswersInOrder),
        StoreCheck.Of(Commit_EveryKindOfChangeInAGroup_StoresAll),
        StoreCheck.Of(Commit_LargestGroup_StoresAll),
    ];

    private static async Task Commit_EmptyGroup_AnswersNothing(StoreTrial trial) =>
        Expect.Equal(0, (await trial.CommitAsync()).Length, "the number of answers to an empty group");

    private static async Task Commit_GroupWithConflicts_StoresTheOthersAndAnswersInOrder(StoreTrial trial)
    {
        var taken = await trial.PutAsync("taken", 0, "one");
        var moved = await trial.PutAsync("moved", 0, "one");
        var answers = await trial.CommitAsync(
            trial.Commit(StoreTrial.Key("taken"), 0, "wrong", StoreTrial.Logged("wrong")),
            trial.Commit(StoreTrial.Key("new"), 0, "new", StoreTrial.Logged("new")),
            trial.Commit(StoreTrial.Key("absent"), 77, "wrong", StoreTrial.Logged("wrong")),
            trial.Commit(StoreTrial.Key("moved"), moved, "two", StoreTrial.Logged("moved")),
            trial.Commit(StoreTrial.Key("nothing"), 78, null, StoreTrial.Logged("wrong")));

        Expect.Sequence(
            [true, false, true, false, true], answers.Select(answer => answer == SessionCommit.Conflict), "which commits conflict");
        await trial.SettleAsync();
        await trial.ExpectStoredAsync(StoreTrial.Key("taken"), taken, "one");
        await trial.ExpectStoredAsync(StoreTrial.Key("new"), answers[1], "new");
        await trial.ExpectStoredAsync(StoreTrial.Key("moved"), answers[3], "two");
        await trial.ExpectAbsentAsync(StoreTrial.Key("absent"));
        var logged = new List<string>();
        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            logged.AddRange((await trial.ReadLogAsync(partition)).Select(entry => StoreTrial.Text(entry.Payload)));
        }

        Expect.Sequence(["moved", "new"], logged.Order(StringComparer.Ordinal), "the log");
    }

    private static async Task Commit_EveryKindOfChangeInAGroup_StoresAll(StoreTrial trial)
    {
        var updated = await trial.PutAsync("updated", 0, "one");
        var removed = await trial.PutAsync("removed", 0, "one");
        var answers = await trial.CommitAsync(
            trial.Commit(StoreTrial.Key("removed"), removed, null),
            trial.Commit(StoreTrial.Key("updated"), updated, "two"),
            trial.Commit(StoreTrial.Key("passing"), 0, null, StoreTrial.Logged("passing")),
            trial.Commit(StoreTrial.Key("inserted"), 0, "new"));

        Expect.Equal(0, answers[0], "the answer to the removal");
        Expect.Equal(0, answers[2], "the answer to the removal of nothing");
        await trial.SettleAsync();
        await trial.ExpectAbsentAsync(StoreTrial.Key("removed"));
        await trial.ExpectStoredAsync(StoreTrial.Key("updated"), answers[1], "two");
        await trial.ExpectAbsentAsync(StoreTrial.Key("passing"));
        await trial.ExpectStoredAsync(StoreTrial.Key("inserted"), answers[3], "new");
    }

    private static async Task Commit_LargestGroup_StoresAll(StoreTrial trial)
    {
        var versions = new long[GroupSize];
        foreach (var state in new[] { "first", "second" })
        {
            var before = versions;
            versions = await trial.CommitAsync([.. Enumerable.Range(0, GroupSize)
                .Select(i => trial.Commit(StoreTrial.Key($"k{i}"), before[i], $"{state}{i}", StoreTrial.Logged($"{state}{i}")))]);
            Expect.That(versions.Zip(before, (now, then) => now > then).All(grown => grown), "Expected every version to grow.");
        }

        await trial.SettleAsync();
        for (var i = 0; i < GroupSize; i++)
        {
            await trial.ExpectStoredAsync(StoreTrial.Key($"k{i}"), versions[i], $"second{i}");
        }

        var count = 0L;
        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            count += await trial.Store.GetLogEndAsync(partition, trial.Token);
        }

        Expect.Equal(2 * GroupSize, count, "the number of log entries");
    }
}
