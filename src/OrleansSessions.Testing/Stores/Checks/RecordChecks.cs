using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>Named records and checkpoints.</summary>
internal static class RecordChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(SaveRecord_ExpectedVersion_StoresAndVersionsGrow),
        StoreCheck.Of(SaveRecord_OtherVersion_IsAConflictAndChangesNothing),
        StoreCheck.Of(SaveRecord_EmptyValue_IsStored),
        StoreCheck.Of(SaveCheckpoint_OlderThanSaved_ChangesNothing),
        StoreCheck.Of(SaveCheckpoint_EachConsumerAndPartition_HasItsOwn),
    ];

    private static async Task SaveRecord_ExpectedVersion_StoresAndVersionsGrow(StoreTrial trial)
    {
        Expect.Equal(default, await trial.Store.LoadRecordAsync("r", trial.Token), "a record that was never saved");
        var version = 0L;
        foreach (var value in new[] { "one", "two", "three" })
        {
            var next = await trial.Store.SaveRecordAsync("r", version, StoreTrial.Text(value), trial.Token);
            Expect.Greater(next, version, "the version of a record");
            version = next;
            await trial.SettleAsync();
            var stored = await trial.Store.LoadRecordAsync("r", trial.Token);
            Expect.Equal(version, stored.Version, "the record's version");
            Expect.Bytes(StoreTrial.Text(value), stored.Value, "the record's value");
        }
    }

    private static async Task SaveRecord_OtherVersion_IsAConflictAndChangesNothing(StoreTrial trial)
    {
        var first = await trial.Store.SaveRecordAsync("r", 0, StoreTrial.Text("one"), trial.Token);
        var second = await trial.Store.SaveRecordAsync("r", first, StoreTrial.Text("two"), trial.Token);
        foreach (var (name, expected) in new[] { ("r", 0), ("r", first), ("r", second + 1), ("other", first), ("R", second) })
        {
            var answer = await trial.Store.SaveRecordAsync(name, expected, StoreTrial.Text("wrong"), trial.Token);
            Expect.Equal(SessionCommit.Conflict, answer, $"the answer to saving '{name}' on version {expected}");
        }

        await trial.SettleAsync();
        var stored = await trial.Store.LoadRecordAsync("r", trial.Token);
        Expect.Equal(second, stored.Version, "the record's version");
        Expect.Bytes(StoreTrial.Text("two"), stored.Value, "the record's value");
        Expect.Equal(default, await trial.Store.LoadRecordAsync("other", trial.Token), "the record that was never saved");
    }

    private static async Task SaveRecord_EmptyValue_IsStored(StoreTrial trial)
    {
        var version = await trial.Store.SaveRecordAsync("r", 0, default, trial.Token);
        await trial.SettleAsync();
        var stored = await trial.Store.LoadRecordAsync("r", trial.Token);
        Expect.Greater(version, 0, "the version of an empty record");
        Expect.Equal(version, stored.Version, "the version of an empty record");
        Expect.Equal(0, stored.Value.Length, "the length of an empty record");
    }

    private static async Task SaveCheckpoint_OlderThanSaved_ChangesNothing(StoreTrial trial)
    {
        Expect.Equal(null, await trial.Store.LoadCheckpointAsync("c", 1, trial.Token), "a checkpoint that was never saved");
        foreach (var position in new[] { 0L, 7, 5, 7, 6 })
        {
            await trial.Store.SaveCheckpointAsync("c", 1, position, trial.Token);
            await trial.SettleAsync();
            var expected = position == 0 ? 0L : 7L;
            Expect.Equal(expected, await trial.Store.LoadCheckpointAsync("c", 1, trial.Token), $"the checkpoint after saving {position}");
        }

        await trial.Store.SaveCheckpointAsync("c", 1, 1L << 40, trial.Token);
        Expect.Equal(1L << 40, await trial.Store.LoadCheckpointAsync("c", 1, trial.Token), "the checkpoint far ahead");
    }

    private static async Task SaveCheckpoint_EachConsumerAndPartition_HasItsOwn(StoreTrial trial)
    {
        await trial.Store.SaveCheckpointAsync("c", 1, 3, trial.Token);
        await trial.Store.SaveCheckpointAsync("c", 2, 4, trial.Token);
        await trial.Store.SaveCheckpointAsync("C", 1, 5, trial.Token);
        await trial.SettleAsync();
        Expect.Equal(3, await trial.Store.LoadCheckpointAsync("c", 1, trial.Token), "the checkpoint of c in 1");
        Expect.Equal(4, await trial.Store.LoadCheckpointAsync("c", 2, trial.Token), "the checkpoint of c in 2");
        Expect.Equal(5, await trial.Store.LoadCheckpointAsync("C", 1, trial.Token), "the checkpoint of C in 1");
        Expect.Equal(null, await trial.Store.LoadCheckpointAsync("C", 2, trial.Token), "the checkpoint of C in 2");
    }
}
