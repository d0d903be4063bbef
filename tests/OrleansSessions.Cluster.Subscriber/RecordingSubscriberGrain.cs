using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Subscriber;

/// <summary>Writes what it takes to a file of its partition before it counts as taken.</summary>
[ImplicitStreamSubscription("load")]
internal sealed class RecordingSubscriberGrain : SessionSubscriberGrain<FieldResult>
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("SUBSCRIBER_FOLDER") ?? throw new InvalidOperationException("SUBSCRIBER_FOLDER is not set.");

    protected override Task OnClosedAsync(IReadOnlyList<ClosedSession<FieldResult>> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        return File.AppendAllLinesAsync(Path.Combine(Folder, $"{Partition}.txt"), sessions.Select(SessionLine.Of));
    }
}
