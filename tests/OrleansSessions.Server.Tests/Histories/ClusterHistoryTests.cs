using CsCheck;

namespace OrleansSessions.Server.Tests;

public sealed class ClusterHistoryTests(HistoryCluster cluster) : IClassFixture<HistoryCluster>
{
    private const long Runs = 2_000;

    /// <summary>A failing history is printed with its seed; CsCheck plays it again when CsCheck_Seed is set to that.</summary>
    [Fact]
    public async Task Cluster_AnyHistory_IsAsTheModelAfterEveryStep()
    {
        long played = 0;
        var tally = new HistoryTally();
        await ClusterHistory.Any.SampleAsync(
            async history =>
            {
                played++;
                await ClusterRun.PlayAsync(cluster, history, tally);
            },
            iter: Runs,
            // One at a time: histories share the clock.
            threads: 1);

        // CsCheck's settings can be changed by environment variables: then this run would say less than it seems to.
        Assert.InRange(played, Runs, long.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"{played} histories of {ClusterHistory.StepCount} steps: {tally}");
        tally.AssertHas(HistorySessionizer.All.Select(sessionizer => $"history of {sessionizer.Id}"));
        tally.AssertHas(AppendOutcome.Late, AppendOutcome.Duplicate, AppendOutcome.Rejected);
        tally.AssertHas(CloseReason.Gap, CloseReason.MaxDuration, CloseReason.MaxEvents, CloseReason.Ended, CloseReason.Drained);
    }
}
