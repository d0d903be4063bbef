using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>One key: its state, and the version that fences it.</summary>
internal static class KeyChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(Load_AbsentKey_IsVersionZeroAndEmpty),
        StoreCheck.Of(Commit_ExpectedVersion_StoresAndVersionsGrow),
        StoreCheck.Of(Commit_OtherVersion_IsAConflictAndChangesNothing),
        StoreCheck.Of(Commit_AbsentKeyWithAVersion_IsAConflict),
        StoreCheck.Of(Commit_StaleRemoval_IsAConflictAndChangesNothing),
        StoreCheck.Of(Commit_Removal_KeyIsGone),
        StoreCheck.Of(Commit_RemovalOfAnAbsentKey_AppendsItsLog),
        StoreCheck.Of(Commit_AfterRemoval_VersionDoesNotComeBack),
        StoreCheck.Of(Commit_SameKeyOfAnotherSessionizer_IsAnotherKey),
    ];

    private static async Task Load_AbsentKey_IsVersionZeroAndEmpty(StoreTrial trial)
    {
        await trial.ExpectAbsentAsync(StoreTrial.Key("a"));
        await trial.SettleAsync();
        await trial.ExpectAbsentAsync(StoreTrial.Key("a"));
    }

    private static async Task Commit_ExpectedVersion_StoresAndVersionsGrow(StoreTrial trial)
    {
        var version = 0L;
        foreach (var state in new[] { "one", "two", "a longer third", "4" })
        {
            version = await trial.PutAsync("a", version, state);
            await trial.SettleAsync();
            await trial.ExpectStoredAsync(StoreTrial.Key("a"), version, state);
        }
    }

    private static async Task Commit_OtherVersion_IsAConflictAndChangesNothing(StoreTrial trial)
    {
        var first = await trial.PutAsync("a", 0, "one", deadline: 30);
        var second = await trial.PutAsync("a", first, "two", deadline: 20);
        foreach (var expected in new[] { 0, first, second + 1, second + 1_000_000, long.MaxValue })
        {
            var answer = await trial.CommitAsync("a", expected, "wrong", StoreTrial.Logged("wrong"), deadline: 5, openEnd: 7);
            Expect.Equal(SessionCommit.Conflict, answer, $"the answer to a commit on version {expected} of a key at {second}");
        }

        await trial.SettleAsync();
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), second, "two");
        Expect.Equal(0, await trial.Store.GetLogEndAsync(trial.PartitionOf(StoreTrial.Key("a")), trial.Token), "the end of the log");
        Expect.Sequence([], await trial.ReadDueAsync(19), "the keys due before the deadline that was stored");
        Expect.Equal(0, await trial.Store.ReadGreatestOpenEndAsync("s", trial.Token), "the greatest open end");
    }

    private static async Task Commit_AbsentKeyWithAVersion_IsAConflict(StoreTrial trial)
    {
        foreach (var expected in new[] { 1, 1_000_000, long.MaxValue })
        {
            var update = await trial.CommitAsync("a", expected, "wrong", StoreTrial.Logged("wrong"));
            Expect.Equal(SessionCommit.Conflict, update, $"the answer to an update on version {expected} of an absent key");
            var removal = await trial.CommitAsync("a", expected, null, StoreTrial.Logged("wrong"));
            Expect.Equal(SessionCommit.Conflict, removal, $"the answer to a removal on version {expected} of an absent key");
        }

        await trial.SettleAsync();
        await trial.ExpectAbsentAsync(StoreTrial.Key("a"));
        Expect.Equal(0, (await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a")))).Count, "the entries of the log");
    }

    private static async Task Commit_StaleRemoval_IsAConflictAndChangesNothing(StoreTrial trial)
    {
        var first = await trial.PutAsync("a", 0, "one");
        var second = await trial.PutAsync("a", first, "two");
        foreach (var expected in new[] { 0, first, second + 1 })
        {
            var answer = await trial.CommitAsync("a", expected, null, StoreTrial.Logged("wrong"));
            Expect.Equal(SessionCommit.Conflict, answer, $"the answer to a removal on version {expected} of a key at {second}");
        }

        await trial.SettleAsync();
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), second, "two");
        Expect.Equal(0, (await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a")))).Count, "the entries of the log");
    }

    private static async Task Commit_Removal_KeyIsGone(StoreTrial trial)
    {
        var version = await trial.PutAsync("a", 0, "one");
        Expect.Equal(0, await trial.CommitAsync("a", version, null, StoreTrial.Logged("closed")), "the answer to a removal");
        await trial.SettleAsync();
        await trial.ExpectAbsentAsync(StoreTrial.Key("a"));
        Expect.Sequence([], await trial.ReadDueAsync(long.MaxValue), "the due keys");
        var entries = await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a")));
        Expect.Sequence(["closed"], entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log");
    }

    private static async Task Commit_RemovalOfAnAbsentKey_AppendsItsLog(StoreTrial trial)
    {
        Expect.Equal(0, await trial.CommitAsync("a", 0, null, StoreTrial.Logged("closed")), "the answer to a removal of nothing");
        await trial.SettleAsync();
        await trial.ExpectAbsentAsync(StoreTrial.Key("a"));
        var entries = await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a")));
        Expect.Sequence(["closed"], entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log");
    }

    private static async Task Commit_AfterRemoval_VersionDoesNotComeBack(StoreTrial trial)
    {
        var greatest = 0L;
        for (var life = 0; life < 3; life++)
        {
            var version = await trial.PutAsync("a", 0, "alive");
            Expect.Greater(version, greatest, "the version of a key that was removed and came again");
            var stale = greatest == 0 ? long.MaxValue : greatest;
            Expect.Equal(SessionCommit.Conflict, await trial.CommitAsync("a", stale, "stale"), "the answer to an owner of before");
            greatest = await trial.PutAsync("a", version, "still");
            await trial.CommitAsync("a", greatest, null);
            await trial.SettleAsync();
        }
    }

    private static async Task Commit_SameKeyOfAnotherSessionizer_IsAnotherKey(StoreTrial trial)
    {
        var other = new SessionKey("other", "a");
        var version = await trial.PutAsync("a", 0, "mine");
        var answer = await trial.CommitAsync(trial.Commit(other, 0, "theirs"));
        await trial.SettleAsync();
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), version, "mine");
        await trial.ExpectStoredAsync(other, answer[0], "theirs");
        await trial.CommitAsync(trial.Commit(other, answer[0], null));
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), version, "mine");
    }
}
