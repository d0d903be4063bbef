using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>A log that keeps a bounded number of entries.</summary>
internal static class RetentionChecks
{
    private const int KeptPerPartition = 3;

    private static readonly StoreBounds Bounded = new(2, 2 * KeptPerPartition);

    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        StoreCheck.Of(ReadLog_WhatRetentionRemoved_NamesTheOldest, StoreCapabilities.Retention, Bounded),
        StoreCheck.Of(ReadLog_RetentionGoesOn_NewestStayAndPositionsGrow, StoreCapabilities.Retention, Bounded),
        StoreCheck.Of(ReadLog_WithinTheBound_NothingIsRemoved, StoreCapabilities.Retention, Bounded),
    ];

    private static async Task ReadLog_WhatRetentionRemoved_NamesTheOldest(StoreTrial trial)
    {
        var key = trial.KeysOf(1).First();
        await trial.PutAsync(key, 0, "x", StoreTrial.Logged("1", "2", "3", "4", "5"));
        await trial.Subject.ApplyRetentionAsync(trial.Token);
        await trial.SettleAsync();

        var truncated = await Expect.ThrowsAsync<SessionLogTruncatedException>(
            async () => await trial.Store.ReadLogAsync(new LogQuery(1, 0, 10), trial.Token), "reading what retention has removed");
        Expect.Equal(1, truncated.Requested, "the position asked for");
        Expect.Equal(3, truncated.Oldest, "the oldest position");
        Expect.Equal(1, truncated.Partition, "the partition");
        var oldest = await trial.ReadLogAsync(1, LogQuery.Oldest);
        Expect.Sequence([3L, 4, 5], oldest.Select(entry => entry.Position), "what is left from the oldest");
        var exact = await trial.ReadLogAsync(1, truncated.Oldest - 1);
        Expect.Sequence([3L, 4, 5], exact.Select(entry => entry.Position), "what is left from the position that was named");
    }

    private static async Task ReadLog_RetentionGoesOn_NewestStayAndPositionsGrow(StoreTrial trial)
    {
        var key = trial.KeysOf(0).First();
        for (var i = 1; i <= 20; i++)
        {
            await trial.CommitAsync(key, 0, null, StoreTrial.Logged($"{i}"));
            await trial.Subject.ApplyRetentionAsync(trial.Token);
            await trial.SettleAsync();
            var first = Math.Max(1, i - KeptPerPartition + 1);
            var entries = await trial.ReadLogAsync(0, LogQuery.Oldest);
            Expect.Sequence(
                Enumerable.Range(first, i - first + 1).Select(position => $"{position}"),
                entries.Select(entry => StoreTrial.Text(entry.Payload)),
                $"what is left of {i} entries");
            Expect.Equal(i, await trial.Store.GetLogEndAsync(0, trial.Token), "the end of the log");
        }

        Expect.Equal(0, await trial.Store.GetLogEndAsync(1, trial.Token), "the end of the other partition");
        Expect.Equal(0, (await trial.ReadLogAsync(1)).Count, "the entries of the other partition");
    }

    private static async Task ReadLog_WithinTheBound_NothingIsRemoved(StoreTrial trial)
    {
        await trial.PutAsync(trial.KeysOf(0).First(), 0, "x", StoreTrial.Logged("1", "2", "3"));
        await trial.Subject.ApplyRetentionAsync(trial.Token);
        await trial.SettleAsync();
        Expect.Equal(3, (await trial.ReadLogAsync(0)).Count, "the entries left");
    }
}
