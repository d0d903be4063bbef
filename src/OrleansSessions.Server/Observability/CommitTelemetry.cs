using System.Diagnostics;

namespace OrleansSessions.Server;

/// <summary>Measures and traces what is stored, a group at a time. Thread-safe.</summary>
internal sealed class CommitTelemetry(SessionInstruments instruments, CommitTraces traces, TimeProvider clock)
{
    // A trace is read by people: more links help nobody.
    private const int MaxLinks = 32;

    public CommitScope Begin(List<PendingCommit> group)
    {
        instruments.CommitKeys.Record(group.Count);
        return new CommitScope(this, SessionTracing.IsOn ? Start(group) : null, instruments.CommitDuration.Enabled ? clock.GetTimestamp() : 0);
    }

    public void OnStored(IReadOnlyList<SessionCommit> commits, long[] versions, Activity? activity, long began)
    {
        RecordDuration(began);
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

    /// <summary>A commit to a store in this process, which has neither a group nor a duration.</summary>
    public void OnStored(SessionCommit commit, long version, Activity? cause)
    {
        if (version != SessionCommit.Conflict && commit.Changes is { } changes)
        {
            var tally = new SessionTally();
            tally.Add(commit, changes);
            tally.Count();
        }

        if (cause is { Recorded: true, Id: { } id })
        {
            traces.Add([commit], id);
        }
    }

    public void OnFailed(Exception exception, Activity? activity, long began)
    {
        RecordDuration(began, KeyValuePair.Create(MetricTags.ErrorType, (object?)exception.GetType().FullName));
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
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
}
