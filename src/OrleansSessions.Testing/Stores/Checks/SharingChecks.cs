using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Two silos over the same data.</summary>
internal static class SharingChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(TwoSilos_OneCommits_OtherSeesAllOfIt, StoreCapabilities.Shared),
        StoreCheck.Of(TwoSilos_StaleOwner_GetsAConflict, StoreCapabilities.Shared),
        StoreCheck.Of(TwoSilos_WritersOfTheSameKeys_EveryVersionIsWonOnce, StoreCapabilities.Shared),
        StoreCheck.Of(TwoSilos_WritersAndFollowersOnBoth_NothingIsSkippedOrReadTwice, StoreCapabilities.Shared),
        StoreCheck.Of(TwoSilos_VersionsOfAKeyThatGoesAndComes_AlwaysGrow, StoreCapabilities.Shared),
    ];

    private static async Task TwoSilos_OneCommits_OtherSeesAllOfIt(StoreTrial trial)
    {
        var other = await trial.Subject.OpenSecondSiloAsync(trial.Token);
        var key = StoreTrial.Key(trial.KeysOf(0).First());
        var waiting = WaitAsync();
        var version = (await trial.CommitAsync(trial.Commit(key, 0, "x", StoreTrial.Logged("1"), openEnd: 9)))[0];
        await trial.Store.SaveCheckpointAsync("c", 0, 5, trial.Token);
        var record = await trial.Store.SaveRecordAsync("r", 0, StoreTrial.Text("r"), trial.Token);
        await trial.PatientlyAsync(waiting, "The other silo's notice of an entry");

        Expect.Equal(version, (await other.LoadAsync(key, trial.Token)).Version, "the version that the other silo sees");
        Expect.Sequence([key.Key], await other.ReadDueAsync(key.Sessionizer, Watermark.End, 9, trial.Token), "what is due there");
        Expect.Equal(9, await other.ReadGreatestOpenEndAsync(key.Sessionizer, trial.Token), "the greatest open end there");
        Expect.Equal(1, await other.GetLogEndAsync(0, trial.Token), "the end of the log there");
        Expect.Equal(5, await other.LoadCheckpointAsync("c", 0, trial.Token), "the checkpoint there");
        Expect.Equal(SessionCommit.Conflict, await other.SaveRecordAsync("r", 0, default, trial.Token), "the answer to a stale record");
        Expect.Greater(await other.SaveRecordAsync("r", record, default, trial.Token), record, "the record's version");

        async Task WaitAsync()
        {
            while (await other.GetLogEndAsync(0, trial.Token) == 0)
            {
                await other.WaitForLogAsync(0, 0, trial.Token);
            }
        }
    }

    private static async Task TwoSilos_StaleOwner_GetsAConflict(StoreTrial trial)
    {
        var other = await trial.Subject.OpenSecondSiloAsync(trial.Token);
        var first = await trial.PutAsync("a", 0, "one");
        var taken = (await other.CommitAsync([trial.Commit(StoreTrial.Key("a"), first, "two", StoreTrial.Logged("two"))], trial.Token))[0];
        Expect.Greater(taken, first, "the version after the other silo's commit");
        var answer = await trial.CommitAsync("a", first, "stale", StoreTrial.Logged("stale"));
        Expect.Equal(SessionCommit.Conflict, answer, "the answer to the owner of before");
        await trial.ExpectStoredAsync(StoreTrial.Key("a"), taken, "two");
        var entries = await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a")));
        Expect.Sequence(["two"], entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log");
    }

    private static async Task TwoSilos_WritersOfTheSameKeys_EveryVersionIsWonOnce(StoreTrial trial)
    {
        var other = await trial.Subject.OpenSecondSiloAsync(trial.Token);
        await KeyContest.RunAsync(trial, [trial.Store, other, trial.Store, other]);
    }

    private static async Task TwoSilos_WritersAndFollowersOnBoth_NothingIsSkippedOrReadTwice(StoreTrial trial)
    {
        var other = await trial.Subject.OpenSecondSiloAsync(trial.Token);
        await LogTraffic.RunAsync(trial, [trial.Store, other, trial.Store, other], [trial.Store, other]);
    }

    private static async Task TwoSilos_VersionsOfAKeyThatGoesAndComes_AlwaysGrow(StoreTrial trial)
    {
        var other = await trial.Subject.OpenSecondSiloAsync(trial.Token);
        var greatest = 0L;
        for (var life = 0; life < 6; life++)
        {
            var store = life % 2 == 0 ? trial.Store : other;
            var version = (await store.CommitAsync([trial.Commit(StoreTrial.Key("a"), 0, "x")], trial.Token))[0];
            Expect.Greater(version, greatest, "the version of a key that comes again on another silo");
            greatest = version;
            var answer = await store.CommitAsync([trial.Commit(StoreTrial.Key("a"), version, null)], trial.Token);
            Expect.Equal(0, answer[0], "the answer to the removal");
        }
    }
}
