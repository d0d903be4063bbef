namespace OrleansSessions.Server.Tests;

public sealed class SourceForgottenTests
{
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    private readonly SourceTable table = new();

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public void Report_SourceIsSilent_ForgetsItOnceThatWasReported(int silence, int left)
    {
        table.Begin(new SourceProgress("a", 1, null), CombinerBench.At(10), CombinerBench.At(0));
        table.End("a", CombinerBench.At(10), null, CombinerBench.At(0));

        var report = Assert.Single(table.Report(CombinerBench.At(silence), IdleTimeout).Items);

        Assert.Equal(new SourceReport("a", 1, null, null, null, TimeSpan.FromSeconds(silence)), report);
        Assert.Equal(left, table.Report(CombinerBench.At(silence), IdleTimeout).Items.Length);
    }

    // A batch none of whose events carries a time holds nothing back, but it may take long.
    [Fact]
    public void End_OfASourceThatWasForgotten_MakesItASourceAgain()
    {
        table.Begin(new SourceProgress("a", 1, null), null, CombinerBench.At(0));
        table.Report(CombinerBench.At(60), IdleTimeout);
        Assert.Empty(table.Report(CombinerBench.At(60), IdleTimeout).Items);

        table.End("a", null, null, CombinerBench.At(61));

        Assert.Equal(TimeSpan.Zero, Assert.Single(table.Report(CombinerBench.At(61), IdleTimeout).Items).Silence);
    }
}
