namespace OrleansSessions.Cluster.Tests;

/// <summary>What came of a run.</summary>
internal sealed record FaultRunResult(
    EventHistory Sent, ClosedHistory Closed, IReadOnlyList<string> MissingAtSubscriber, IReadOnlyList<string> SubscriberViolations, TimeSpan Took)
{
    public string Summary
    {
        get
        {
            var fates = Sent.CountByFate();
            return $"{Sent.Acknowledged:N0} events acknowledged in {Took.TotalSeconds:N0} s ({Sent.Acknowledged / Took.TotalSeconds:N0}/s), "
                + $"{fates.GetValueOrDefault(EventFate.Unknown):N0} unanswered, {fates.GetValueOrDefault(EventFate.Refused):N0} refused, "
                + $"{Closed.SessionCount:N0} sessions; {Closed.Violations.Count} violations on the log, "
                + $"{SubscriberViolations.Count} at the subscriber, {MissingAtSubscriber.Count} missing there.";
        }
    }
}
