namespace OrleansSessions.Testing;

/// <summary>A store that fails between two steps of a commit: each commit is stored wholly or not at all, and the store goes on.</summary>
internal static class FaultChecks
{
    private static readonly string[] Keys = ["updated", "inserted", "removed", "passing", "silent"];

    public static IReadOnlyList<StoreCheck> All { get; } =
        [.. Enum.GetValues<StoreStep>().Select(step =>
            StoreCheck.Of(trial => Commit_Fails_IsWhollyStoredOrNotAndTheStoreGoesOn(trial, step), StoreCapabilities.Faults)
                .Named($"{nameof(Commit_Fails_IsWhollyStoredOrNotAndTheStoreGoesOn)}_{step}"))];

    private static async Task Commit_Fails_IsWhollyStoredOrNotAndTheStoreGoesOn(StoreTrial trial, StoreStep step)
    {
        var updated = await trial.PutAsync("updated", 0, "old");
        var removed = await trial.PutAsync("removed", 0, "old");
        var fault = new StoreFault(step);
        trial.Subject.Arm(fault);
        try
        {
            await trial.CommitAsync(
                trial.Commit(StoreTrial.Key("updated"), updated, "new", StoreTrial.Logged("updated")),
                trial.Commit(StoreTrial.Key("inserted"), 0, "new", StoreTrial.Logged("inserted")),
                trial.Commit(StoreTrial.Key("removed"), removed, null, StoreTrial.Logged("removed")),
                trial.Commit(StoreTrial.Key("passing"), 0, null, StoreTrial.Logged("passing")),
                trial.Commit(StoreTrial.Key("silent"), 0, "new"));
        }
        catch (Exception exception) when (exception is not StoreConformanceException and not OperationCanceledException)
        {
            // A store may tell, or may try again by itself: what counts is what it holds afterwards.
        }

        Expect.That(fault.HasFailed, $"The store never came to {step}.");
        await trial.SettleAsync();
        await ExpectWholeAsync(trial, updated, removed);
        await ExpectGoesOnAsync(trial);
    }

    private static async Task ExpectWholeAsync(StoreTrial trial, long updated, long removed)
    {
        var logged = await ReadLogAsync(trial);
        var isUpdated = (await trial.Store.LoadAsync(StoreTrial.Key("updated"), trial.Token)).Version != updated;
        var isInserted = (await trial.Store.LoadAsync(StoreTrial.Key("inserted"), trial.Token)).Version != 0;
        var isRemoved = (await trial.Store.LoadAsync(StoreTrial.Key("removed"), trial.Token)).Version != removed;
        Expect.Equal(isUpdated, logged.Contains("updated"), "the update on the log as in the state");
        Expect.Equal(isInserted, logged.Contains("inserted"), "the insertion on the log as in the state");
        Expect.Equal(isRemoved, logged.Contains("removed"), "the removal on the log as in the state");
        Expect.That(logged.Distinct().Count() == logged.Count, "Expected no entry twice on the log.");
    }

    private static async Task ExpectGoesOnAsync(StoreTrial trial)
    {
        var before = await ReadLogAsync(trial);
        foreach (var key in Keys)
        {
            var stored = await trial.Store.LoadAsync(StoreTrial.Key(key), trial.Token);
            await trial.PutAsync(key, stored.Version, "after", StoreTrial.Logged($"{key} after"));
        }

        await trial.SettleAsync();
        var after = await ReadLogAsync(trial);
        Expect.Sequence(
            before.Concat(Keys.Select(key => $"{key} after")).Order(StringComparer.Ordinal), after.Order(StringComparer.Ordinal), "the log afterwards");
        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            var positions = (await trial.ReadLogAsync(partition)).Select(entry => entry.Position).ToList();
            Expect.Sequence(Enumerable.Range(1, positions.Count).Select(i => (long)i), positions, "the positions afterwards");
        }
    }

    private static async Task<List<string>> ReadLogAsync(StoreTrial trial)
    {
        var logged = new List<string>();
        for (var partition = 0; partition < trial.Store.Partitions; partition++)
        {
            logged.AddRange((await trial.ReadLogAsync(partition)).Select(entry => StoreTrial.Text(entry.Payload)));
        }

        return logged;
    }
}
