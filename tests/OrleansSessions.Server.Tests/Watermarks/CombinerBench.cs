namespace OrleansSessions.Server.Tests;

/// <summary>A combiner with what two silos report to it, in seconds. Gap 100, out of order by 5, idle after 60, lateness 10.</summary>
internal sealed class CombinerBench
{
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SiloAddress[] Silos =
        [SiloAddress.New(System.Net.IPAddress.Loopback, 1, 1), SiloAddress.New(System.Net.IPAddress.Loopback, 2, 1)];

    private readonly long[] numbers = new long[2];
    private Watermark committed;

    public WatermarkCombiner Combiner { get; } = new(new SessionizerOptions
    {
        Clock = SessionClock.EventTime,
        Gap = TimeSpan.FromSeconds(100),
        OutOfOrderness = TimeSpan.FromSeconds(5),
        SourceIdleTimeout = TimeSpan.FromSeconds(60),
        AllowedLateness = TimeSpan.FromSeconds(10),
    });

    /// <summary>The greatest end of an open session; null for none.</summary>
    public int? LastClose { get; set; }

    public static DateTimeOffset At(int seconds) => Epoch + TimeSpan.FromSeconds(seconds);

    public static DateTimeOffset? At(int? seconds) => seconds is { } given ? At(given) : null;

    /// <summary>What a silo says of a source now.</summary>
    public void Report(
        int now, string source, int? greatest = null, int? inFlight = null, int? unacknowledged = null, int silo = 0, long revision = 0, int silence = 0) =>
        Combiner.Report(
            Silos[silo],
            new SourceReports(
                ++numbers[silo],
                [new(source, revision, At(unacknowledged), At(inFlight), At(greatest), TimeSpan.FromSeconds(silence))]),
            At(now));

    /// <summary>A report that the silo had made before all the others.</summary>
    public void ReportLate(int now, string source, int greatest, int silo = 0) => Combiner.Report(
        Silos[silo], new SourceReports(0, [new(source, 0, null, null, At(greatest), TimeSpan.Zero)]), At(now));

    public void Declare(int now, string source, int watermark) => Combiner.Declare(source, Watermark.At(At(watermark)), At(now));

    public void Complete(string source)
    {
        for (var silo = 0; silo < Silos.Length; silo++)
        {
            Combiner.SetCompleted(source, Silos[silo], numbers[silo]);
        }

        Combiner.Complete(source);
    }

    public void ForgetSilo(int silo) => Combiner.ForgetSilos(Silos[silo].Equals);

    /// <summary>The watermark, committed, in seconds; null while nothing has moved it.</summary>
    public double? Combine(int now)
    {
        Watermark? lastClose = LastClose is { } close ? Watermark.At(At(close)) : null;
        committed = Combiner.Combine(committed, lastClose, At(now));
        return committed == Watermark.Beginning ? null : (committed.Time - Epoch).TotalSeconds;
    }
}
