using System.Diagnostics;

namespace OrleansSessions.Server;

/// <summary>A batch on its way through the ingress, as it is measured and traced.</summary>
internal readonly struct AppendScope : IDisposable
{
    private const string AcceptedTag = "events.accepted";

    private readonly SessionizerMetrics metrics;
    private readonly Activity? activity;
    private readonly long began;

    private AppendScope(SessionizerMetrics metrics, Activity? activity)
    {
        this.metrics = metrics;
        this.activity = activity;
        began = metrics.BeginAppend();
    }

    public static AppendScope Begin(Sessionizer sessionizer, SessionBatch batch) =>
        new(sessionizer.Metrics, SessionTracing.Start("append", sessionizer.Name)?.SetTag("events", batch.Count));

    public AppendResult End(AppendResult result)
    {
        metrics.EndAppend(result, began);
        if (activity is not null)
        {
            activity.SetTag(AcceptedTag, result.Accepted);
            if (result.Failed > 0)
            {
                activity.SetStatus(ActivityStatusCode.Error, $"{result.Failed} events are not acknowledged.");
            }
        }

        return result;
    }

    public void Dispose()
    {
        if (activity is not null && activity.GetTagItem(AcceptedTag) is null)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity?.Dispose();
    }
}
