namespace OrleansSessions.Server.Tests;

[ImplicitStreamSubscription("traced")]
internal sealed class TracedSubscriberGrain : SessionSubscriberGrain<long>
{
    protected override Task OnClosedAsync(IReadOnlyList<ClosedSession<long>> sessions) => Task.CompletedTask;
}
