using System.Diagnostics;

namespace OrleansSessions.Server;

/// <summary>A group that is being stored, as it is measured and traced.</summary>
internal readonly struct CommitScope(CommitTelemetry telemetry, Activity? activity, long began) : IDisposable
{
    public void Stored(IReadOnlyList<SessionCommit> commits, long[] versions) => telemetry.OnStored(commits, versions, began);

    public void Failed(Exception exception) => telemetry.OnFailed(exception, activity, began);

    public void Dispose()
    {
        if (activity is not null)
        {
            telemetry.End(activity);
        }
    }
}
