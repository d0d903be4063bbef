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
            if (activity?.Id is { } id)
            {
                // Before it is stored: who delivers what it puts on the log may be quicker than whoever is told that it is stored.
                group.ForEach(entry => Trace(entry.Commit, id));
            }
        });
        return new CommitScope(this, activity, instruments.CommitDuration.Enabled ? clock.GetTimestamp() : 0);
    }

    public void OnStored(IReadOnlyList<SessionCommit> commits, long[] versions, long began) => Measure(() =>
    {
        RecordDuration(began);
        Count(commits, versions);
    });

    /// <summary>A commit to a store in this process, which has neither a group nor a duration, before it is stored.</summary>
    public void OnStoring(SessionCommit commit, Activity? cause)
    {
        if (cause is { Recorded: true, Id: { } id })
        {
            Trace(commit, id);
        }
    }

    /// <summary>A commit to a store in this process is stored.</summary>
    public void OnStored(SessionCommit commit, long version)
    {
        if (version == SessionCommit.Conflict || commit.Changes is not { } changes)
        {
            return;
        }

        // Taken out while it is used: a listener may throw in the middle of it, or make a commit itself.
        var own = tally ?? new SessionTally();
        tally = null;
        try
        {
            own.Add(commit, changes);
            own.Count();
            tally = own;
        }
        catch (Exception exception)
        {
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

    private static void Count(IReadOnlyList<SessionCommit> commits, long[] versions)
    {
        SessionTally? changed = null;
        for (var i = 0; i < versions.Length; i++)
        {
            if (versions[i] != SessionCommit.Conflict && commits[i].Changes is { } changes)
            {
                (changed ??= new SessionTally()).Add(commits[i], changes);
            }
        }

        changed?.Count();
    }

    private void Trace(SessionCommit commit, string activity)
    {
        if (commit.Log.Count > 0)
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
