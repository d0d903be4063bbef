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

    // Commits to a store in this process come one by one, and each would otherwise have one of its own.
    [ThreadStatic]
    private static SessionTally? tally;

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
        if (version == SessionCommit.Conflict || (commit.Changes is null && cause is null))
        {
            return;
        }

        try
        {
            Note(commit, tally ??= new SessionTally(), cause is { Recorded: true } ? cause.Id : null);
            tally.Count();
        }
        catch (Exception exception)
        {
            // What it has added up and not counted is of no other commit.
            tally = null;
            LogListenerFailed(logger, exception);
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

    private void Note(IReadOnlyList<SessionCommit> commits, long[] versions, Activity? activity)
    {
        var changed = new SessionTally();
        for (var i = 0; i < versions.Length; i++)
        {
            if (versions[i] != SessionCommit.Conflict)
            {
                Note(commits[i], changed, activity?.Id);
            }
        }

        changed.Count();
    }

    private void Note(SessionCommit commit, SessionTally changed, string? activity)
    {
        if (commit.Changes is { } changes)
        {
            changed.Add(commit, changes);
        }

        if (activity is not null && commit.Log.Count > 0)
        {
            traces.Add(commit.Key, activity);
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
