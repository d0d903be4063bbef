using System.Net;

namespace OrleansSessions.Server.Tests;

/// <summary>A combiner with what a silo reports to it, in seconds. Gap 100, out of order by 5, idle after 60, lateness 10.</summary>
internal sealed class CombinerBench
{
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SiloAddress Silo = SiloAddress.New(IPAddress.Loopback, 1, 1);

    private long number;
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
    public void Report(int now, string source, int? greatest = null, int? inFlight = null, int? unacknowledged = null) => Combiner.Report(
        Silo, new SourceReports(++number, [new(source, number, At(unacknowledged), At(inFlight), At(greatest), TimeSpan.Zero)]), At(now));

    /// <summary>The watermark, committed, in seconds; null while nothing has moved it.</summary>
    public double? Combine(int now)
    {
        Watermark? lastClose = LastClose is { } close ? Watermark.At(At(close)) : null;
        committed = Combiner.Combine(committed, lastClose, At(now));
        return committed == Watermark.Beginning ? null : (committed.Time - Epoch).TotalSeconds;
    }
}
