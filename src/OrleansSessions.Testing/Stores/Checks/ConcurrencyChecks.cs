namespace OrleansSessions.Testing;

/// <summary>Many writers and readers at once.</summary>
internal static class ConcurrencyChecks
{
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(Commit_ConcurrentWritersAndFollowers_NothingIsSkippedOrReadTwice),
        StoreCheck.Of(Commit_WritersOfOneKey_EveryVersionIsWonOnce),
    ];

    private static Task Commit_ConcurrentWritersAndFollowers_NothingIsSkippedOrReadTwice(StoreTrial trial) =>
        LogTraffic.RunAsync(trial, [trial.Store, trial.Store, trial.Store, trial.Store], [trial.Store, trial.Store]);

    private static Task Commit_WritersOfOneKey_EveryVersionIsWonOnce(StoreTrial trial) =>
        KeyContest.RunAsync(trial, [trial.Store, trial.Store, trial.Store]);
}
