namespace OrleansSessions.Server.Tests;

public sealed class WatermarkCombinerIdleTests
{
    private readonly CombinerBench bench = new();

    [Fact]
    public void Combine_AllSilent_GoesOnWithTheClockAsFarAsTheLastCloses()
    {
        bench.Report(0, "a", greatest: 100);
        Assert.Equal(95, bench.Combine(0));
        bench.LastClose = 210;

        Assert.Equal(95, bench.Combine(60));
        Assert.True(bench.Combiner.IsIdle);
        Assert.Equal(105, bench.Combine(70));
        Assert.Equal(209, bench.Combine(174));
        Assert.Equal(210, bench.Combine(175));
        Assert.Equal(210, bench.Combine(100_000));
    }

    [Fact]
    public void Combine_AllSilentAndNothingOpen_StandsStill()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Combine(0);

        Assert.Equal(95, bench.Combine(60));
        Assert.Equal(95, bench.Combine(100_000));
    }

    [Fact]
    public void Combine_ASourceComesBack_IsNoLongerIdleAndDoesNotGoBack()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Combine(0);
        bench.LastClose = 210;
        bench.Combine(60);
        Assert.Equal(155, bench.Combine(120));

        bench.Report(121, "a", greatest: 150);

        Assert.Equal(155, bench.Combine(121));
        Assert.False(bench.Combiner.IsIdle);
    }

    [Fact]
    public void Combine_IdleAgain_CountsFromTheSecondSilence()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Combine(0);
        bench.LastClose = 1_000;
        bench.Combine(60);
        bench.Combine(70);
        bench.Report(100, "a", greatest: 300);
        Assert.Equal(295, bench.Combine(100));

        Assert.Equal(295, bench.Combine(160));
        Assert.Equal(305, bench.Combine(170));
    }

    [Fact]
    public void Combine_OneReturnsForAMomentAndTheOtherNever_GoesOnFromWhereTheOneWas()
    {
        bench.Report(0, "gone", greatest: 100);
        bench.Report(0, "a", greatest: 100);
        bench.Combine(0);
        bench.Combine(60);
        bench.Report(10_000, "a", greatest: 9_900);
        Assert.Equal(95, bench.Combine(10_000));
        Assert.Equal(95, bench.Combine(10_059));
        bench.LastClose = 10_010;

        Assert.Equal(9_895, bench.Combine(10_060));
        Assert.Equal(9_905, bench.Combine(10_070));
    }

    [Fact]
    public void Combine_TheClockIsSetBack_StandsStill()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Combine(0);
        bench.LastClose = 1_000;
        bench.Combine(60);
        bench.Combine(90);

        Assert.Equal(125, bench.Combine(80));
        Assert.Equal(125, bench.Combine(50));
    }

    // A cluster that has forgotten all but what is open: no source, no watermark.
    [Fact]
    public void Combine_NeverHadAWatermark_WaitsAGapAndTheLateness()
    {
        bench.LastClose = 210;

        Assert.Equal(100, bench.Combine(0));
        Assert.Equal(150, bench.Combine(50));
        Assert.Equal(210, bench.Combine(110));
    }

    [Fact]
    public void Combine_TheOnlySourceIsWrong_GoesOnAsIfItWereSilent()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Combine(0);
        bench.LastClose = 210;
        bench.Report(60, "wrong");
        Assert.Equal(95, bench.Combine(60));
        bench.Report(100, "wrong");

        Assert.Equal(135, bench.Combine(100));
    }

    // A client's first two batches: the second was rejected, the first is still on its way.
    [Theory]
    [InlineData(null, 20)]
    [InlineData(30, 20)]
    [InlineData(10, 10)]
    public void Combine_NothingAcknowledgedYet_WaitsForWhatIsOnItsWay(int? inFlight, int watermark)
    {
        bench.Report(0, "a", inFlight: inFlight, unacknowledged: 20);

        Assert.Equal(watermark, bench.Combine(0));
    }

    [Fact]
    public void AnyFallsSilent_OfASilentSource_OnceUntilItIsHeardAgain()
    {
        bench.Report(0, "a", greatest: 100);
        bench.Combine(59);
        Assert.False(bench.Combiner.AnyFallsSilent(CombinerBench.At(59)));
        Assert.True(bench.Combiner.AnyFallsSilent(CombinerBench.At(60)));
        bench.Combine(60);
        Assert.False(bench.Combiner.AnyFallsSilent(CombinerBench.At(61)));

        bench.Report(62, "a", greatest: 100);
        bench.Combine(62);

        Assert.True(bench.Combiner.AnyFallsSilent(CombinerBench.At(122)));
    }

    [Fact]
    public void Combine_RestoredSource_IsWaitedForAsIfItHadJustFallenSilent()
    {
        bench.Combiner.Restore("old", null, CombinerBench.At(50), CombinerBench.At(0));
        bench.Report(0, "a", greatest: 200);

        Assert.Equal(45, bench.Combine(59));
        bench.Report(60, "a", greatest: 300);
        Assert.Equal(295, bench.Combine(60));
    }
}
