namespace OrleansSessions.Server.Tests;

[ImplicitStreamSubscription("exclusive")]
internal sealed class ClosedSubscriberGrain(ClosedSessionSink sink) : SessionSubscriberGrain<decimal>
{
    protected override Task OnClosedAsync(IReadOnlyList<ClosedSession<decimal>> sessions)
    {
        sink.Take(sessions);
        return Task.CompletedTask;
    }
}
