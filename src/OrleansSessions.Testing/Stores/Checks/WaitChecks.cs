namespace OrleansSessions.Testing;

/// <summary>Waiting for the log.</summary>
internal static class WaitChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(WaitForLog_EntryIsThere_Returns),
        StoreCheck.Of(WaitForLog_EntryIsAppended_Returns),
        StoreCheck.Of(WaitForLog_Cancelled_Ends),
    ];

    private static async Task WaitForLog_EntryIsThere_Returns(StoreTrial trial)
    {
        await trial.PutAsync(trial.KeysOf(0).First(), 0, "x", StoreTrial.Logged("1", "2"));
        await trial.PatientlyAsync(trial.Store.WaitForLogAsync(0, 0, trial.Token).AsTask(), "The end of a wait for what is there");
        await trial.PatientlyAsync(trial.Store.WaitForLogAsync(0, 1, trial.Token).AsTask(), "The end of a wait for the last that is there");
    }

    private static async Task WaitForLog_EntryIsAppended_Returns(StoreTrial trial)
    {
        var key = trial.KeysOf(0).First();
        var version = 0L;
        for (var i = 0; i < 20; i++)
        {
            // A commit while the wait begins may not fall between its look and its waiting.
            var waits = Enumerable.Range(0, 4).Select(_ => WaitAsync(trial, i)).ToArray();
            version = await trial.PutAsync(key, version, "x", StoreTrial.Logged($"{i}"));
            await trial.PatientlyAsync(Task.WhenAll(waits), $"The end of the waits for entry {i + 1}");
        }
    }

    private static async Task WaitForLog_Cancelled_Ends(StoreTrial trial)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(trial.Token);
        var waiting = trial.Store.WaitForLogAsync(0, 1, source.Token).AsTask();
        await source.CancelAsync();
        // It may have returned early, but must not go on waiting.
        await trial.PatientlyAsync(waiting.ContinueWith(_ => { }, TaskScheduler.Default), "The end of a cancelled wait");
        Expect.That(!waiting.IsFaulted, $"Expected a cancelled wait to be cancelled, but it failed: {waiting.Exception}");
    }

    // It may return too early: whoever waits looks again.
    private static async Task WaitAsync(StoreTrial trial, long after)
    {
        await Task.Yield();
        while (await trial.Store.GetLogEndAsync(0, trial.Token) <= after)
        {
            await trial.Store.WaitForLogAsync(0, after, trial.Token);
        }
    }
}
