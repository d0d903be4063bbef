using System.Diagnostics.Metrics;

namespace OrleansSessions.Server;

/// <summary>The instruments that are written to as things happen; what is looked at when it is asked for is in <see cref="SessionGauges"/>.</summary>
internal sealed class SessionInstruments
{
    private const string Seconds = "s";
    private const string Events = "{event}";
    private const string Sessions = "{session}";

    private static readonly double[] ShortTimes = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] LongTimes = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600];
    private static readonly long[] GroupSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024];

    public SessionInstruments(IMeterFactory meters)
    {
        Meter = meters.Create(SessionsTelemetry.MeterName);
        Appended = CreateCounter("events.appended", Events, "Events that are part of a session and stored.");
        Late = CreateCounter("events.late", Events, "Events whose session had closed.");
        Rejected = CreateCounter("events.rejected", Events, "Events that are not valid, or whose key is set aside or sessionizer drained.");
        Duplicate = CreateCounter("events.duplicate", Events, "Events that had been taken before.");
        Failed = CreateCounter("events.failed", Events, "Events that were not acknowledged.");
        AppendDuration = CreateTimes("append.duration", "From a batch's coming to its answer.", ShortTimes);
        Opened = CreateCounter("sessions.opened", Sessions, "Sessions that an event has begun.");
        Merged = CreateCounter("sessions.merged", Sessions, "Open sessions that became part of another one.");
        Closed = CreateCounter("sessions.closed", Sessions, "Sessions that have closed.");
        ClosingDelay = CreateTimes("sessions.closing_delay", "From when a session was due until its closing was stored.", LongTimes);
        CommitKeys = Meter.CreateHistogram(
            Prefix + "commit.keys", "{key}", "Keys in a group that is stored in one transaction.", null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = GroupSizes });
        CommitDuration = CreateTimes("commit.duration", "Storing a group.", ShortTimes);
        ScanDuration = CreateTimes("scan.duration", "A scan of a silo, with closing all that was due.", LongTimes);
    }

    /// <summary>What every name begins with.</summary>
    public static string Prefix => "orleans_sessions.";

    public Meter Meter { get; }

    public Counter<long> Appended { get; }

    public Counter<long> Late { get; }

    public Counter<long> Rejected { get; }

    public Counter<long> Duplicate { get; }

    public Counter<long> Failed { get; }

    public Histogram<double> AppendDuration { get; }

    public Counter<long> Opened { get; }

    public Counter<long> Merged { get; }

    public Counter<long> Closed { get; }

    public Histogram<double> ClosingDelay { get; }

    public Histogram<long> CommitKeys { get; }

    public Histogram<double> CommitDuration { get; }

    public Histogram<double> ScanDuration { get; }

    private Counter<long> CreateCounter(string name, string unit, string description) =>
        Meter.CreateCounter<long>(Prefix + name, unit, description);

    private Histogram<double> CreateTimes(string name, string description, double[] boundaries) => Meter.CreateHistogram(
        Prefix + name, Seconds, description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
