using System.Diagnostics.Metrics;

namespace OrleansSessions.Server;

/// <summary>The instruments as one sessionizer writes to them: its tag is made once. Thread-safe.</summary>
/// <param name="instruments">The instruments.</param>
/// <param name="sessionizer">The sessionizer's name.</param>
/// <param name="clock">Measures durations.</param>
internal sealed class SessionizerMetrics(SessionInstruments instruments, string sessionizer, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?>[] Reasons =
        [.. Enum.GetNames<CloseReason>().Select(reason => KeyValuePair.Create(MetricTags.Reason, (object?)reason))];

    private readonly KeyValuePair<string, object?> tag = new(MetricTags.Sessionizer, sessionizer);

    public KeyValuePair<string, object?> Tag => tag;

    /// <summary>What was counted, also while nobody listens.</summary>
    public SessionizerTotals Totals { get; } = new(clock.GetUtcNow());

    /// <summary>Whether somebody wants to know how long sessions that were due took to close.</summary>
    public bool WantsClosingDelays => instruments.ClosingDelay.Enabled;

    /// <summary>Notes when an append begins.</summary>
    public long BeginAppend() => Begin(instruments.AppendDuration);

    /// <summary>Counts what became of a batch.</summary>
    public void EndAppend(AppendResult result, long began)
    {
        End(instruments.AppendDuration, began);
        Add(instruments.Appended, result.Accepted);
        Totals.AddAppended(result.Accepted);
        if (result.Problems.Count > 0)
        {
            Totals.AddProblems(result);
            Add(instruments.Late, result.Late);
            Add(instruments.Rejected, result.Rejected);
            Add(instruments.Duplicate, result.Duplicates);
            Add(instruments.Failed, result.Failed);
        }
    }

    public long BeginScan() => Begin(instruments.ScanDuration);

    public void EndScan(long began) => End(instruments.ScanDuration, began);

    public void CountOpened(long count)
    {
        Add(instruments.Opened, count);
        Totals.AddOpened(count);
    }

    public void CountMerged(long count)
    {
        Add(instruments.Merged, count);
        Totals.AddMerged(count);
    }

    public void CountClosed(CloseReason reason, long count)
    {
        if (count > 0)
        {
            instruments.Closed.Add(count, tag, Reasons[(int)reason]);
            Totals.AddClosed(reason, count);
        }
    }

    public void RecordClosingDelay(TimeSpan delay) => instruments.ClosingDelay.Record(delay.TotalSeconds, tag);

    // What does not happen makes no measurement, but a series begins with its first one: a counter that was never added to is not there.
    private void Add(Counter<long> counter, long count)
    {
        if (count > 0)
        {
            counter.Add(count, tag);
        }
    }

    private long Begin(Histogram<double> duration) => duration.Enabled ? clock.GetTimestamp() : 0;

    private void End(Histogram<double> duration, long began)
    {
        // Somebody may have begun to listen meanwhile.
        if (began != 0)
        {
            duration.Record(clock.GetElapsedTime(began).TotalSeconds, tag);
        }
    }
}
