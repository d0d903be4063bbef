namespace OrleansSessions.Server.Tests;

public sealed class SourceTableTests
{
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    private readonly SourceTable table = new();

    [Fact]
    public void Report_WhileBatchesAreStored_TellsTheLeastOfThem()
    {
        Begin("a", 1, least: 30);
        Begin("a", 2, least: 20);
        Assert.Equal(Report(inFlight: 20, revision: 2), Single(0));

        End("a", least: 20, greatest: 25);
        Assert.Equal(Report(inFlight: 30, revision: 2, greatest: 25), Single(0));

        End("a", least: 30, greatest: 35);
        Assert.Equal(Report(revision: 2, greatest: 35), Single(0));
    }

    [Fact]
    public void Report_TwoBatchesOfEqualTime_WaitsForBoth()
    {
        Begin("a", 1, least: 20);
        Begin("a", 2, least: 20);
        End("a", least: 20, greatest: 20);

        Assert.Equal(Report(inFlight: 20, revision: 2, greatest: 20), Single(0));
    }

    [Fact]
    public void Report_NothingWasAcknowledged_TellsNoTime()
    {
        Begin("a", 1, least: 20);
        End("a", least: 20, greatest: null);

        Assert.Equal(Report(revision: 1), Single(0));
    }

    [Fact]
    public void Report_OlderEventsComeLater_TellsTheGreatest()
    {
        Begin("a", 1, least: 50);
        End("a", least: 50, greatest: 50);
        Begin("a", 2, least: 10);
        End("a", least: 10, greatest: 10);

        Assert.Equal(Report(revision: 2, greatest: 50), Single(0));
    }

    [Fact]
    public void Report_OlderRevisionComesLater_TellsTheNewer()
    {
        Begin("a", 2, least: null, unacknowledged: 7);
        Begin("a", 1, least: null, unacknowledged: 3);

        Assert.Equal(CombinerBench.At(7), Single(0).LeastUnacknowledged);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public void Report_SourceIsSilent_ForgetsItOnceThatWasReported(int silence, int left)
    {
        Begin("a", 1, least: 10);
        End("a", least: 10, greatest: 10);

        Assert.Equal(TimeSpan.FromSeconds(silence), Single(silence).Silence);

        Assert.Equal(left, table.Report(CombinerBench.At(silence), IdleTimeout).Items.Length);
    }

    [Fact]
    public void Report_SourceIsSilentButItsEventsAreStored_KeepsIt()
    {
        Begin("a", 1, least: 10);

        Single(1_000);

        Assert.Equal(CombinerBench.At(10), Single(2_000).LeastInFlight);
    }

    // A batch none of whose events carries a time holds nothing back, but may take long.
    [Fact]
    public void End_OfASourceThatWasForgotten_IsNoError()
    {
        Begin("a", 1, least: null);
        Single(1_000);
        Assert.Empty(table.Report(CombinerBench.At(1_000), IdleTimeout).Items);

        End("a", least: null, greatest: null);

        Single(0);
    }

    [Fact]
    public void Complete_WithEventsBeingStored_IsHeardOfUntilTheyAre()
    {
        Begin("a", 1, least: 10);
        Begin("a", 2, least: 90);
        End("a", least: 90, greatest: 90);

        table.Complete("a");

        Assert.Equal(Report(inFlight: 10, revision: 2), Single(0));
    }

    [Fact]
    public void Complete_NothingBeingStored_ForgetsIt()
    {
        Begin("a", 1, least: 10);
        End("a", least: 10, greatest: 10);
        var before = table.Report(CombinerBench.At(0), IdleTimeout);

        Assert.Equal(before.Number, table.Complete("a"));

        Assert.Empty(table.Report(CombinerBench.At(0), IdleTimeout).Items);
    }

    private static SourceReport Report(int? inFlight = null, long revision = 0, int? greatest = null) =>
        new("a", revision, null, CombinerBench.At(inFlight), CombinerBench.At(greatest), TimeSpan.Zero);

    private void Begin(string source, long revision, int? least, int? unacknowledged = null) => table.Begin(
        new SourceProgress(source, revision, CombinerBench.At(unacknowledged)), CombinerBench.At(least), CombinerBench.At(0));

    private void End(string source, int? least, int? greatest) =>
        table.End(source, CombinerBench.At(least), CombinerBench.At(greatest), CombinerBench.At(0));

    private SourceReport Single(int now) => Assert.Single(table.Report(CombinerBench.At(now), IdleTimeout).Items);
}
