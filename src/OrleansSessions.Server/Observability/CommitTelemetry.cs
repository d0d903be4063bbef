using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// Measures and traces what is stored, a group at a time. Thread-safe. It never throws: whoever listens may, and must not stop the
/// writer of groups.
/// </summary>
internal sealed partial class CommitTelemetry(
    SessionInstruments instruments, CommitTraces traces, TimeProvider clock, ILogger<CommitTelemetry> logger)
{
    // A trace is read by people: more links help nobody.
    private const int MaxLinks = 32;

    public CommitScope Begin(List<PendingCommit> group)
    {
        Activity? activity = null;
        Measure(() =>
        {
            instruments.CommitKeys.Record(group.Count);
            activity = SessionTracing.IsOn ? Start(group) : null;
        });
        return new CommitScope(this, activity, instruments.CommitDuration.Enabled ? clock.GetTimestamp() : 0);
    }

    public void OnStored(IReadOnlyList<SessionCommit> commits, long[] versions, Activity? activity, long began) => Measure(() =>
    {
        RecordDuration(began);
        Note(commits, versions, activity);
    });

    /// <summary>A commit to a store in this process, which has neither a group nor a duration.</summary>
    public void OnStored(SessionCommit commit, long version, Activity? cause)
    {
        if (version != SessionCommit.Conflict && (commit.Changes is not null || cause is not null))
        {
            MeasureOne(commit, version, cause);
        }
    }

    public void OnFailed(Exception exception, Activity? activity, long began) => Measure(() =>
    {
        RecordDuration(began, KeyValuePair.Create(MetricTags.ErrorType, (object?)exception.GetType().FullName));
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
    });

    public void End(Activity activity) => Measure(activity.Dispose);

    private void Measure(Action measure)
    {
        try
        {
            measure();
        }
        catch (Exception exception)
        {
            LogListenerFailed(logger, exception);
        }
    }

    // A method of its own, so that what the lambda needs is allocated only where there is something to measure.
    private void MeasureOne(SessionCommit commit, long version, Activity? cause) =>
        Measure(() => Note([commit], [version], cause is { Recorded: true } ? cause : null));

    private void Note(IReadOnlyList<SessionCommit> commits, long[] versions, Activity? activity)
    {
        SessionTally? tally = null;
        for (var i = 0; i < versions.Length; i++)
        {
            if (versions[i] != SessionCommit.Conflict && commits[i].Changes is { } changes)
            {
                (tally ??= new SessionTally()).Add(commits[i], changes);
            }
        }

        tally?.Count();
        if (activity?.Id is { } id)
        {
            traces.Add(commits, id);
        }
    }

    private void RecordDuration(long began, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (began != 0)
        {
            instruments.CommitDuration.Record(clock.GetElapsedTime(began).TotalSeconds, tags);
        }
    }

    private static Activity? Start(List<PendingCommit> group)
    {
        var causes = group.Select(entry => entry.Cause)
            .Where(cause => cause is { Recorded: true })
            .Distinct()
            .Take(MaxLinks)
            .Select(cause => cause!.Context)
            .ToList();
        return causes.Count == 0 ? null : SessionTracing.StartCausedBy("commit", causes)?.SetTag("keys", group.Count);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Somebody who listens to commits threw; the commits go on.")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception);
}
