using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>The log, read by position.</summary>
internal static class LogChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(ReadLog_Empty_GivesNothing),
        StoreCheck.Of(ReadLog_SeveralCommits_PositionsFromOneInOrder),
        StoreCheck.Of(ReadLog_OneGroup_OrderWithinAPartitionIsTheGroups),
        StoreCheck.Of(ReadLog_EntryComesBackAsAppended),
        StoreCheck.Of(ReadLog_AfterAPositionWithALimit_GoesOnWithoutSkipping),
        StoreCheck.Of(ReadLog_OfASessionizerOrKind_GivesOnlyThoseAndLooksThroughTheRest),
        StoreCheck.Of(ReadLog_FromTheEnd_GivesWhatComesAfter),
    ];

    private static async Task ReadLog_Empty_GivesNothing(StoreTrial trial)
    {
        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            Expect.Equal(0, await trial.Store.GetLogEndAsync(partition, trial.Token), "the end of an empty log");
            foreach (var after in new[] { 0, LogQuery.Oldest })
            {
                var slice = await trial.Store.ReadLogAsync(new LogQuery(partition, after, 10), trial.Token);
                Expect.Equal(0, slice.Entries.Count, "the entries of an empty log");
                Expect.Equal(0, slice.Through, "what was read through of an empty log");
            }
        }
    }

    private static async Task ReadLog_SeveralCommits_PositionsFromOneInOrder(StoreTrial trial)
    {
        var keys = trial.KeysOf(1).Take(2).ToArray();
        var version = await trial.PutAsync(keys[0], 0, "x", StoreTrial.Logged("1", "2"));
        await trial.PutAsync(keys[1], 0, "x", StoreTrial.Logged("3"));
        await trial.SettleAsync();
        version = await trial.PutAsync(keys[0], version, "x", StoreTrial.Logged("4", "5", "6"));
        await trial.PutAsync(trial.KeysOf(2).First(), 0, "x", StoreTrial.Logged("elsewhere"));
        await trial.SettleAsync();

        var entries = await trial.ReadLogAsync(1);
        Expect.Sequence([1L, 2, 3, 4, 5, 6], entries.Select(entry => entry.Position), "the positions");
        Expect.Sequence(["1", "2", "3", "4", "5", "6"], entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log");
        Expect.Equal(6, await trial.Store.GetLogEndAsync(1, trial.Token), "the end of the log");
        Expect.Equal(1, await trial.Store.GetLogEndAsync(2, trial.Token), "the end of the log of another partition");
        await trial.ExpectStoredAsync(StoreTrial.Key(keys[0]), version, "x");
    }

    private static async Task ReadLog_OneGroup_OrderWithinAPartitionIsTheGroups(StoreTrial trial)
    {
        var keys = trial.KeysOf(0).Take(20).ToArray();
        await trial.CommitAsync([.. keys.Select(key => trial.Commit(StoreTrial.Key(key), 0, "x", StoreTrial.Logged(key + "a", key + "b")))]);
        await trial.SettleAsync();
        var entries = await trial.ReadLogAsync(0);
        Expect.Sequence(
            keys.SelectMany(key => new[] { key + "a", key + "b" }), entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log of a group");
    }

    private static async Task ReadLog_EntryComesBackAsAppended(StoreTrial trial)
    {
        var key = trial.KeysOf(3).First();
        LogRecord[] records = [new(LogKind.Late, new byte[] { 0, 255, 10, 0 }, null), new(LogKind.Closed, default, null)];
        await trial.PutAsync(key, 0, "x", records);
        await trial.SettleAsync();
        var entries = await trial.ReadLogAsync(3);
        Expect.Equal(2, entries.Count, "the number of entries");
        for (var i = 0; i < records.Length; i++)
        {
            Expect.Equal(records[i].Kind, entries[i].Kind, "the kind");
            Expect.Equal(StoreTrial.Key(key), entries[i].Key, "the key");
            Expect.Bytes(records[i].Payload, entries[i].Payload, "the payload");
        }
    }

    private static async Task ReadLog_AfterAPositionWithALimit_GoesOnWithoutSkipping(StoreTrial trial)
    {
        var key = trial.KeysOf(0).First();
        await trial.PutAsync(key, 0, "x", StoreTrial.Logged([.. Enumerable.Range(1, 25).Select(i => $"{i}")]));
        await trial.SettleAsync();
        for (var limit = 1; limit < 30; limit++)
        {
            for (var after = 0; after <= 25; after += 5)
            {
                var entries = await trial.ReadLogAsync(new LogQuery(0, after, limit));
                Expect.Sequence(
                    Enumerable.Range(after + 1, 25 - after).Select(i => $"{i}"),
                    entries.Select(entry => StoreTrial.Text(entry.Payload)),
                    $"the log after {after}, {limit} at a time,");
            }
        }
    }

    private static async Task ReadLog_OfASessionizerOrKind_GivesOnlyThoseAndLooksThroughTheRest(StoreTrial trial)
    {
        var key = trial.KeysOf(0).First();
        for (var i = 0; i < 10; i++)
        {
            var sessionizer = i % 2 == 0 ? "even" : "odd";
            LogRecord[] records = [new(LogKind.Closed, StoreTrial.Text($"c{i}"), null), new(LogKind.Late, StoreTrial.Text($"l{i}"), null)];
            await trial.CommitAsync(trial.Commit(new SessionKey(sessionizer, key), 0, null, records));
        }

        await trial.SettleAsync();
        var query = new LogQuery(0, 0, 3);
        await ExpectAsync(query with { Sessionizer = "even" }, ["c0", "l0", "c2", "l2", "c4", "l4", "c6", "l6", "c8", "l8"]);
        await ExpectAsync(query with { Kind = LogKind.Late }, [.. Enumerable.Range(0, 10).Select(i => $"l{i}")]);
        await ExpectAsync(query with { Sessionizer = "odd", Kind = LogKind.Closed }, ["c1", "c3", "c5", "c7", "c9"]);
        await ExpectAsync(query with { Sessionizer = "Even" }, []);
        await ExpectAsync(query with { After = LogQuery.Oldest, Sessionizer = "odd", Kind = LogKind.Late }, ["l1", "l3", "l5", "l7", "l9"]);

        async Task ExpectAsync(LogQuery asked, string[] expected) => Expect.Sequence(
            expected, (await trial.ReadLogAsync(asked)).Select(entry => StoreTrial.Text(entry.Payload)), $"the log of {asked}");
    }

    private static async Task ReadLog_FromTheEnd_GivesWhatComesAfter(StoreTrial trial)
    {
        var key = trial.KeysOf(0).First();
        var version = await trial.PutAsync(key, 0, "x", StoreTrial.Logged("before"));
        var end = await trial.Store.GetLogEndAsync(0, trial.Token);
        Expect.Equal(0, (await trial.ReadLogAsync(0, end)).Count, "the entries after the end");
        await trial.SettleAsync();
        await trial.PutAsync(key, version, "x", StoreTrial.Logged("after"));
        Expect.Sequence(["after"], (await trial.ReadLogAsync(0, end)).Select(entry => StoreTrial.Text(entry.Payload)), "the log after the end");
    }
}
