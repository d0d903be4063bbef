using System.Diagnostics;

namespace OrleansSessions;

/// <summary>Activities. While nobody listens, none is made and nothing is remembered for them.</summary>
internal static class SessionTracing
{
    public const string SessionizerTag = "sessionizer";

    // What a delivery links to, on its way from the agent that read the log to the subscriber.
    private const string LinksKey = "orleanssessions.links";

    private static readonly ActivitySource Source = new(SessionsTelemetry.ActivitySourceName);

    public static bool IsOn => Source.HasListeners();

    /// <summary>The activity that the caller is in; null when nobody listens.</summary>
    public static Activity? Current => IsOn ? Activity.Current : null;

    /// <summary>Starts an activity in the current one; null when nobody wants it.</summary>
    public static Activity? Start(string operation, string sessionizer) => IsOn
        ? Source.StartActivity(operation, ActivityKind.Internal)?.SetTag(SessionizerTag, sessionizer)
        : null;

    /// <summary>
    /// Starts an activity for what others have caused: within the first when they are of one trace, otherwise by itself; linked to the
    /// others.
    /// For callers that are in no activity of their own.
    /// </summary>
    public static Activity? StartCausedBy(string operation, IReadOnlyList<ActivityContext> causes)
    {
        // What the caller happens to be in is no cause.
        Activity.Current = null;
        return causes.All(cause => cause.TraceId == causes[0].TraceId)
            ? Source.StartActivity(operation, ActivityKind.Internal, causes[0], links: causes.Skip(1).Select(cause => new ActivityLink(cause)))
            : Source.StartActivity(operation, ActivityKind.Internal, default(ActivityContext), links: causes.Select(cause => new ActivityLink(cause)));
    }

    /// <summary>Passes on, with the calls that follow, what a delivery is to link to.</summary>
    public static void SetLinks(string[] causes) => RequestContext.Set(LinksKey, causes);

    /// <summary>Delivers closed sessions within an activity that links to the commits that closed them, as far as they are known.</summary>
    public static async Task DeliverAsync(string sessionizer, int count, Func<Task> deliver)
    {
        using var activity = Source.StartActivity("deliver", ActivityKind.Consumer, default(ActivityContext), links: ReadLinks());
        activity?.SetTag(SessionizerTag, sessionizer).SetTag("sessions", count);
        try
        {
            await deliver();
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }

    private static IEnumerable<ActivityLink> ReadLinks()
    {
        foreach (var cause in RequestContext.Get(LinksKey) as string[] ?? [])
        {
            if (ActivityContext.TryParse(cause, null, isRemote: true, out var context))
            {
                yield return new ActivityLink(context);
            }
        }
    }
}
