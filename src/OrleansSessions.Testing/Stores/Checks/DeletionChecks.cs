using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Deleting all that is stored of a key.</summary>
internal static class DeletionChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(DeleteKey_WithStateAndLog_LeavesHolesThatReadersPass),
        StoreCheck.Of(DeleteKey_LastEntriesOfTheLog_PositionsGoOn),
        StoreCheck.Of(DeleteKey_FirstEntriesOfTheLog_IsNotTruncation),
        StoreCheck.Of(DeleteKey_ThenOwnerCommits_IsAConflictAndVersionDoesNotComeBack),
        StoreCheck.Of(DeleteKey_Absent_ChangesNothing),
    ];

    private static async Task DeleteKey_WithStateAndLog_LeavesHolesThatReadersPass(StoreTrial trial)
    {
        var keys = trial.KeysOf(0).Take(2).ToArray();
        var version = 0L;
        for (var i = 0; i < 3; i++)
        {
            version = await trial.CommitAsync(keys[0], version, "x", StoreTrial.Logged("gone", "gone"), openEnd: 99);
            await trial.CommitAsync(keys[1], 0, null, StoreTrial.Logged($"{i}"));
        }

        await trial.CommitAsync(trial.Commit(new("other", keys[0]), 0, "x", StoreTrial.Logged("other")));
        await trial.Store.DeleteKeyAsync(StoreTrial.Key(keys[0]), trial.Token);
        await trial.SettleAsync();

        await trial.ExpectAbsentAsync(StoreTrial.Key(keys[0]));
        Expect.Sequence([], await trial.ReadDueAsync(long.MaxValue), "the due keys");
        Expect.Equal(0, await trial.Store.ReadGreatestOpenEndAsync("s", trial.Token), "the greatest open end");
        foreach (var limit in new[] { 1, 2, 100 })
        {
            var entries = await trial.ReadLogAsync(new LogQuery(0, 0, limit));
            Expect.Sequence([3L, 6, 9, 10], entries.Select(entry => entry.Position), $"the positions left, read {limit} at a time,");
            Expect.Sequence(["0", "1", "2", "other"], entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log");
        }
    }

    private static async Task DeleteKey_LastEntriesOfTheLog_PositionsGoOn(StoreTrial trial)
    {
        var keys = trial.KeysOf(0).Take(2).ToArray();
        await trial.PutAsync(keys[0], 0, "x", StoreTrial.Logged("1"));
        await trial.PutAsync(keys[1], 0, "x", StoreTrial.Logged("2", "3"));
        await trial.Store.DeleteKeyAsync(StoreTrial.Key(keys[1]), trial.Token);
        await trial.SettleAsync();
        Expect.Equal(3, await trial.Store.GetLogEndAsync(0, trial.Token), "the end of the log");
        var slice = await trial.Store.ReadLogAsync(new LogQuery(0, 1, 10), trial.Token);
        Expect.Equal(0, slice.Entries.Count, "the entries left");
        Expect.Equal(3, slice.Through, "what was read through");
        await trial.PutAsync(keys[1], 0, "x", StoreTrial.Logged("4"));
        await trial.SettleAsync();
        Expect.Sequence([1L, 4], (await trial.ReadLogAsync(0)).Select(entry => entry.Position), "the positions");
    }

    private static async Task DeleteKey_FirstEntriesOfTheLog_IsNotTruncation(StoreTrial trial)
    {
        var keys = trial.KeysOf(0).Take(2).ToArray();
        await trial.PutAsync(keys[0], 0, "x", StoreTrial.Logged("1", "2"));
        await trial.PutAsync(keys[1], 0, "x", StoreTrial.Logged("3"));
        await trial.Store.DeleteKeyAsync(StoreTrial.Key(keys[0]), trial.Token);
        await trial.SettleAsync();
        Expect.Sequence([3L], (await trial.ReadLogAsync(0)).Select(entry => entry.Position), "the positions from the first");
        Expect.Sequence([3L], (await trial.ReadLogAsync(0, LogQuery.Oldest)).Select(entry => entry.Position), "those from the oldest");
    }

    private static async Task DeleteKey_ThenOwnerCommits_IsAConflictAndVersionDoesNotComeBack(StoreTrial trial)
    {
        var version = await trial.PutAsync("a", 0, "x");
        await trial.Store.DeleteKeyAsync(StoreTrial.Key("a"), trial.Token);
        await trial.SettleAsync();
        Expect.Equal(SessionCommit.Conflict, await trial.CommitAsync("a", version, "stale"), "the answer to the owner of before");
        var next = await trial.PutAsync("a", 0, "new");
        Expect.Greater(next, version, "the version of a key that was deleted and came again");
        Expect.Equal(SessionCommit.Conflict, await trial.CommitAsync("a", version, "stale"), "the answer to the owner of before");
    }

    private static async Task DeleteKey_Absent_ChangesNothing(StoreTrial trial)
    {
        var version = await trial.PutAsync("a", 0, "x", StoreTrial.Logged("1"));
        await trial.Store.DeleteKeyAsync(StoreTrial.Key("b"), trial.Token);
        await trial.Store.DeleteKeyAsync(new SessionKey("other", "a"), trial.Token);
        await trial.SettleAsync();
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), version, "x");
        Expect.Equal(1, (await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a")))).Count, "the entries of the log");
    }
}
