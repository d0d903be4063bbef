using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>The largest and the smallest that a store must take.</summary>
internal static class SizeChecks
{
    private const int StateBytes = 1024 * 1024;
    private const int RecordsPerCommit = 10_000;
    private const int SessionizerChars = 64;

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(Commit_StateOfAMebibyte_IsStored),
        StoreCheck.Of(Commit_TenThousandLogRecords_AreAllInOrder),
        StoreCheck.Of(LoadMany_ThousandsOfKeys_AreInTheOrderAskedFor),
        StoreCheck.Of(Commit_LongestNames_AreStored),
        StoreCheck.Of(Commit_GreatestNumbers_AreStored),
    ];

    private static async Task Commit_StateOfAMebibyte_IsStored(StoreTrial trial)
    {
        var version = 0L;
        foreach (var seed in new[] { 1, 7 })
        {
            var state = new byte[StateBytes];
            for (var i = 0; i < state.Length; i++)
            {
                state[i] = (byte)((i * seed) + (i >> 8));
            }

            version = (await trial.CommitAsync(new SessionCommit
            {
                Key = StoreTrial.Key("a"),
                Partition = trial.PartitionOf(StoreTrial.Key("a")),
                ExpectedVersion = version,
                State = state,
                DeadlineTicks = 1,
                Log = [new LogRecord(LogKind.Closed, state, null)],
            }))[0];
            await trial.SettleAsync();
            var stored = await trial.Store.LoadAsync(StoreTrial.Key("a"), trial.Token);
            Expect.Equal(version, stored.Version, "the version");
            Expect.Bytes(state, stored.State, "the state");
            Expect.Bytes(state, (await trial.ReadLogAsync(trial.PartitionOf(StoreTrial.Key("a"))))[^1].Payload, "the payload");
        }
    }

    private static async Task Commit_TenThousandLogRecords_AreAllInOrder(StoreTrial trial)
    {
        var key = trial.KeysOf(0).First();
        var payloads = Enumerable.Range(1, RecordsPerCommit).Select(i => $"{i}").ToArray();
        await trial.PutAsync(key, 0, "x", StoreTrial.Logged(payloads));
        await trial.SettleAsync();
        var entries = await trial.ReadLogAsync(0);
        Expect.Sequence(payloads, entries.Select(entry => StoreTrial.Text(entry.Payload)), "the log");
        Expect.Sequence(payloads, entries.Select(entry => $"{entry.Position}"), "the positions");
    }

    private static async Task LoadMany_ThousandsOfKeys_AreInTheOrderAskedFor(StoreTrial trial)
    {
        const int Count = 2_000;
        var versions = new long[Count];
        for (var i = 0; i < Count; i += 2)
        {
            versions[i] = await trial.PutAsync($"k{i}", 0, $"state {i}");
        }

        await trial.SettleAsync();

        // Every second one is not there, and the first is asked for again at the end.
        var asked = Enumerable.Range(0, Count).Append(0).ToList();
        var stored = await trial.Store.LoadManyAsync([.. asked.Select(i => StoreTrial.Key($"k{i}"))], trial.Token);
        Expect.Sequence(asked.Select(i => versions[i]), stored.Select(key => key.Version), "the versions");
        Expect.Sequence(
            asked.Select(i => versions[i] == 0 ? string.Empty : $"state {i}"), stored.Select(key => StoreTrial.Text(key.State)), "the states");
    }

    private static async Task Commit_LongestNames_AreStored(StoreTrial trial)
    {
        var sessionizer = new string('z', SessionizerChars);
        string[] longest =
        [
            new('a', SessionNames.MaxKeyBytes),
            new('a', SessionNames.MaxKeyBytes - 1),
            string.Concat(Enumerable.Repeat("\U0001F9ED", SessionNames.MaxKeyBytes / 4)),
            "a",
        ];
        var versions = await trial.CommitAsync(
            [.. longest.Select(key => trial.Commit(new(sessionizer, key), 0, key, StoreTrial.Logged(key)))]);
        await trial.SettleAsync();
        for (var i = 0; i < longest.Length; i++)
        {
            await trial.ExpectStoredAsync(new SessionKey(sessionizer, longest[i]), versions[i], longest[i]);
        }

        var due = await trial.ReadDueAsync(10, sessionizer: sessionizer);
        Expect.Sequence(longest.Order(StringComparer.Ordinal), due.Order(StringComparer.Ordinal), "the due keys");
        foreach (var key in longest.Select(key => new SessionKey(sessionizer, key)))
        {
            var entries = await trial.ReadLogAsync(new LogQuery(trial.PartitionOf(key), 0, 10) { Sessionizer = sessionizer });
            Expect.That(entries.Any(entry => entry.Key == key), $"Expected '{key}' in the log.");
        }
    }

    private static async Task Commit_GreatestNumbers_AreStored(StoreTrial trial)
    {
        await trial.CommitAsync("a", 0, "x", deadline: long.MaxValue, openEnd: DateTimeOffset.MaxValue.UtcTicks);
        await trial.CommitAsync("b", 0, "x", deadline: 0);
        await trial.SettleAsync();
        Expect.Sequence(["b"], await trial.ReadDueAsync(long.MaxValue - 1), "what is due before the end of time");
        Expect.Sequence(["b", "a"], await trial.ReadDueAsync(long.MaxValue), "what is due at the end of time");
        var end = await trial.Store.ReadGreatestOpenEndAsync(StoreTrial.Sessionizer, trial.Token);
        Expect.Equal(DateTimeOffset.MaxValue.UtcTicks, end, "the greatest open end");
    }
}
