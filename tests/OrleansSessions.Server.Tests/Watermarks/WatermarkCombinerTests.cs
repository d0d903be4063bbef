using System.Net;

namespace OrleansSessions.Server.Tests;

public sealed class WatermarkCombinerTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SiloAddress North = SiloAddress.New(IPAddress.Loopback, 1, 1);

    private static readonly SiloAddress South = SiloAddress.New(IPAddress.Loopback, 2, 1);

    private readonly WatermarkCombiner combiner = new(new SessionizerOptions
    {
        Gap = TimeSpan.FromSeconds(100),
        OutOfOrderness = TimeSpan.FromSeconds(5),
        SourceIdleTimeout = TimeSpan.FromSeconds(60),
    });

    /// <summary>What two silos tell of one source, in seconds; null for nothing.</summary>
    [Theory]
    [InlineData(50, null, null, null, null, 45)]
    [InlineData(50, null, 70, null, null, 65)]
    [InlineData(50, 20, 70, null, null, 20)]
    [InlineData(50, 80, 70, null, null, 65)]
    [InlineData(50, 30, 70, 20, null, 20)]
    [InlineData(50, null, 70, null, 10, 10)]
    [InlineData(null, 30, null, null, null, 30)]
    [InlineData(null, null, null, null, null, 0)]
    public void Combine_OneSource_IsTheLeastOfWhatMayStillCome(
        int? northStored, int? northInFlight, int? southStored, int? southInFlight, int? unacknowledged, int expected)
    {
        Report(North, "a", northStored, northInFlight, unacknowledged);
        Report(South, "a", southStored, southInFlight, unacknowledged);

        Assert.Equal(At(expected), combiner.Combine(At(0), null, Start));
    }

    [Theory]
    [InlineData(50, 40, 35)]
    [InlineData(40, 50, 35)]
    [InlineData(null, 50, 45)]
    public void Combine_TwoSources_IsTheLesser(int? first, int? second, int expected)
    {
        Report(North, "a", first);
        Report(South, "b", second);

        Assert.Equal(At(expected), combiner.Combine(At(0), null, Start));
    }

    [Fact]
    public void Combine_LessThanCommitted_DoesNotGoBack()
    {
        Report(North, "a", 50);

        Assert.Equal(At(90), combiner.Combine(At(90), null, Start));
    }

    [Fact]
    public void Combine_OlderSayingComesLater_TheNewerCounts()
    {
        combiner.Report(North, new SourceReports(1, [new SourceReport("a", 2, null, null, Start.AddSeconds(50), TimeSpan.Zero)]), Start);
        combiner.Report(South, new SourceReports(1, [new SourceReport("a", 1, Start.AddSeconds(10), null, null, TimeSpan.Zero)]), Start);

        Assert.Equal(At(45), combiner.Combine(At(0), null, Start));
    }

    [Fact]
    public void ForgetSilos_TheOneThatWasStoring_HoldsNothingBackAnyMore()
    {
        Report(North, "a", 50);
        Report(South, "a", null, 20);

        combiner.ForgetSilos(silo => silo.Equals(South));

        Assert.Equal(At(45), combiner.Combine(At(0), null, Start));
    }

    [Fact]
    public void Combine_SilentForItsTime_IsLeftOutUnlessItsEventsAreBeingStored()
    {
        Report(North, "silent", 10);
        Report(North, "storing", 30, 20);
        combiner.Declare("talking", At(50), Start.AddSeconds(60));

        Assert.Equal(At(5), combiner.Combine(At(0), null, Start.AddSeconds(59)));
        Assert.Equal(At(20), combiner.Combine(At(0), null, Start.AddSeconds(60)));
    }

    [Fact]
    public void Combine_AllSilent_GoesOnWithTheClockAsFarAsTheLastClose()
    {
        Report(North, "a", 50);
        var committed = combiner.Combine(At(0), null, Start);
        Assert.False(combiner.IsIdle);

        committed = combiner.Combine(committed, null, Start.AddSeconds(60));
        Assert.True(combiner.IsIdle);
        Assert.Equal(At(45), committed);
        committed = combiner.Combine(committed, At(150), Start.AddSeconds(90));
        Assert.Equal(At(75), committed);
        Assert.Equal(At(150), combiner.Combine(committed, At(150), Start.AddSeconds(1_000)));
        Assert.Equal(committed, combiner.Combine(committed, null, Start.AddSeconds(1_000)));
    }

    [Fact]
    public void Combine_OneReturnsWhenAllWereSilent_WaitsForThoseThatWereThereAtTheEnd()
    {
        Report(North, "long gone", 10, at: 0);
        Report(North, "first", 50, at: 80);
        Report(North, "last", 60, at: 100);
        var committed = combiner.Combine(At(0), null, Start.AddSeconds(500));

        Report(North, "last", 900, at: 1_000);

        // Not for the one that had been silent for its time when the last one was heard.
        Assert.Equal(At(45), committed = combiner.Combine(committed, null, Start.AddSeconds(1_000)));
        Assert.Equal(["first", "last"], combiner.Sources.Select(source => source.Name).Order(StringComparer.Ordinal));
        Report(North, "last", 900, at: 1_050);
        Assert.Equal(At(45), committed = combiner.Combine(committed, null, Start.AddSeconds(1_059)));
        Assert.Equal(At(895), combiner.Combine(committed, null, Start.AddSeconds(1_060)));
    }

    [Fact]
    public void Report_FromBeforeTheSourceWasComplete_DoesNotBringItBack()
    {
        Report(North, "a", 10);
        Report(North, "b", 50);
        combiner.SetCompleted("a", North, 7);
        combiner.Complete("a");

        combiner.Report(North, new SourceReports(7, [new SourceReport("a", 1, null, null, Start.AddSeconds(10), TimeSpan.Zero)]), Start);
        Assert.Equal(At(45), combiner.Combine(At(0), null, Start));

        combiner.Report(North, new SourceReports(8, [new SourceReport("a", 1, null, null, Start.AddSeconds(48), TimeSpan.Zero)]), Start);
        Assert.Equal(At(43), combiner.Combine(At(0), null, Start));
    }

    private static Watermark At(int seconds) => Watermark.At(Start.AddSeconds(seconds));

    private static DateTimeOffset? Time(int? seconds) => seconds is { } value ? Start.AddSeconds(value) : null;

    private void Report(SiloAddress silo, string source, int? stored, int? inFlight = null, int? unacknowledged = null, int at = 0) =>
        combiner.Report(
            silo,
            new SourceReports(1, [new SourceReport(source, 1, Time(unacknowledged), Time(inFlight), Time(stored), TimeSpan.Zero)]),
            Start.AddSeconds(at));
}
