namespace OrleansSessions.Server.Tests;

public sealed class WatermarkCombinerTests
{
    private readonly CombinerBench bench = new();

    public static TheoryData<int?, int?, int?, int?> OneSource => new()
    {
        // greatest acknowledged, in flight, not acknowledged as the source says: the watermark
        { 100, null, null, 95 },
        { 100, 98, null, 95 },
        { 100, 95, null, 95 },
        { 100, 94, null, 94 },
        { 100, null, 94, 94 },
        { 100, 20, 10, 10 },
        { 100, 10, 20, 10 },
        { null, 30, null, 30 },
        { null, 30, 20, 20 },
        { null, null, 20, 20 },
        { null, null, null, null },
    };

    [Theory]
    [MemberData(nameof(OneSource))]
    public void Combine_OneSource_IsBehindWhatItMayStillSend(int? greatest, int? inFlight, int? unacknowledged, int? watermark)
    {
        bench.Report(0, "a", greatest, inFlight, unacknowledged);

        Assert.Equal(watermark, bench.Combine(0));
    }

    [Fact]
    public void Combine_SeveralSources_IsTheLeast()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Report(0, "b", greatest: 50, silo: 1);
        bench.Declare(0, "c", 60);

        Assert.Equal(45, bench.Combine(0));
    }

    [Fact]
    public void Combine_ASourceComesThatIsBehind_DoesNotGoBack()
    {
        bench.Report(0, "a", greatest: 100);
        Assert.Equal(95, bench.Combine(0));

        bench.Report(0, "b", greatest: 50);
        bench.Report(0, "a", greatest: 200);

        Assert.Equal(95, bench.Combine(0));
    }

    [Fact]
    public void Combine_OnTwoSilos_IsBehindWhatEitherIsStoring()
    {
        bench.Report(0, "a", greatest: 100, silo: 0);
        bench.Report(0, "a", inFlight: 70, silo: 1);
        Assert.Equal(70, bench.Combine(0));

        bench.Report(0, "a", greatest: 70, silo: 1);
        Assert.Equal(95, bench.Combine(0));
    }

    [Fact]
    public void Combine_TheStoringSiloHasGone_NoLongerWaitsForIt()
    {
        bench.Report(0, "a", greatest: 100, silo: 0);
        bench.Report(0, "a", inFlight: 70, silo: 1);
        Assert.Equal(70, bench.Combine(0));

        bench.ForgetSilo(1);

        Assert.Equal(95, bench.Combine(0));
    }

    [Fact]
    public void Combine_OlderRevisionComesLater_TheNewerCounts()
    {
        bench.Report(0, "a", greatest: 100, revision: 2);
        bench.Report(0, "a", greatest: 90, unacknowledged: 10, silo: 1, revision: 1);

        Assert.Equal(95, bench.Combine(0));
    }

    [Theory]
    [InlineData(59, 45)]
    [InlineData(60, 195)]
    public void Combine_ASourceIsSilent_WaitsUntilTheIdleTimeout(int now, int watermark)
    {
        bench.Report(0, "silent", greatest: 50);
        bench.Report(now, "a", greatest: 200);

        Assert.Equal(watermark, bench.Combine(now));
    }

    [Fact]
    public void Combine_ASilentSourceHasEventsInFlight_WaitsForThem()
    {
        bench.Report(0, "silent", greatest: 80, inFlight: 50);
        bench.Report(1_000, "silent", greatest: 80, inFlight: 50, silence: 1_000);
        bench.Report(1_000, "a", greatest: 200);

        Assert.Equal(50, bench.Combine(1_000));
    }

    [Fact]
    public void Combine_AReportOfLongSilence_DoesNotMakeItASource()
    {
        bench.Report(0, "a", greatest: 200);
        bench.Report(0, "silent", greatest: 50, silence: 60);

        Assert.Equal(195, bench.Combine(0));
    }

    [Fact]
    public void Combine_RepeatedReportOfASilentSource_DoesNotKeepItLive()
    {
        bench.Report(0, "silent", greatest: 50);
        bench.Report(40, "silent", greatest: 50, silence: 40);
        bench.Report(60, "a", greatest: 200);
        bench.Report(60, "silent", greatest: 50, silence: 60);

        Assert.Equal(195, bench.Combine(60));
    }

    [Fact]
    public void Declare_Backwards_CountsTheGreatest()
    {
        bench.Declare(0, "a", 60);
        bench.Declare(0, "a", 40);

        Assert.Equal(60, bench.Combine(0));
    }

    [Fact]
    public void Complete_AReportFromBeforeItComesLater_IsIgnored()
    {
        bench.Report(0, "a", greatest: 50);
        bench.Report(0, "b", greatest: 200);
        bench.Complete("a");

        bench.ReportLate(0, "a", greatest: 50);
        Assert.Equal(195, bench.Combine(0));

        bench.Report(0, "a", greatest: 50);
        bench.Report(0, "b", greatest: 300);
        Assert.Equal(195, bench.Combine(0));
    }

    [Fact]
    public void HasNewSources_OfASourceThatComesAndGoes_IsSetUntilStored()
    {
        Assert.False(bench.Combiner.HasNewSources);
        bench.Report(0, "a", greatest: 50);
        Assert.True(bench.Combiner.HasNewSources);
        bench.Combiner.SetStored();
        bench.Report(1, "a", greatest: 60);
        Assert.False(bench.Combiner.HasNewSources);

        bench.Combine(61);

        Assert.True(bench.Combiner.HasNewSources);
    }
}
