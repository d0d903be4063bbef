namespace OrleansSessions.ClientSample;

/// <summary>
/// Takes the visits as they close: one grain for each of the partitions, at least once, in order for each visitor. When it throws,
/// the same visits come again; here nothing is lost by that, for the report knows them by their ids.
/// </summary>
[ImplicitStreamSubscription(PageVisitSessions.NameText)]
public sealed class PageVisitSubscriber(VisitReport report) : SessionSubscriberGrain<PageVisit>
{
    /// <inheritdoc/>
    protected override Task OnClosedAsync(IReadOnlyList<ClosedSession<PageVisit>> sessions)
    {
        report.Take(sessions);
        return Task.CompletedTask;
    }
}
