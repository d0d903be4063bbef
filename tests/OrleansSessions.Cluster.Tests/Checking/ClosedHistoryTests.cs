using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Tests;

/// <summary>The checker must notice what it is there for.</summary>
public sealed class ClosedHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly EventHistory sent = new();
    private readonly ClosedHistory closed;

    public ClosedHistoryTests()
    {
        closed = new ClosedHistory(sent);
        sent.Begin(4);
        sent.Note(1, EventFate.Acknowledged);
        sent.Note(2, EventFate.Acknowledged);
        sent.Note(3, EventFate.Refused);
    }

    [Fact]
    public void Complete_AllAsTheClientsKnow_ReportsNothing()
    {
        closed.Take(Session("a", 0, 1));
        closed.Take(Session("b", 60, 2, 4));
        closed.Complete();

        Assert.Empty(closed.Violations);
        Assert.Equal(0, closed.CountMissing());
    }

    [Fact]
    public void Complete_AcknowledgedEventInNoSession_ReportsItAsLost()
    {
        closed.Take(Session("a", 0, 1));
        closed.Complete();

        Assert.Equal(1, closed.CountMissing());
        Assert.Equal(["Event 2 was acknowledged, but is in no closed session."], closed.Violations);
    }

    [Fact]
    public void Complete_RefusedEventInASession_ReportsIt()
    {
        closed.Take(Session("a", 0, 1, 2, 3));
        closed.Complete();

        Assert.Equal(["Event 3 was refused, but is in a closed session."], closed.Violations);
    }

    [Fact]
    public void Take_EventInTwoSessions_ReportsItAsDoubled()
    {
        closed.Take(Session("a", 0, 1, 4));
        closed.Take(Session("b", 60, 4));

        Assert.StartsWith("Event 4 is in a session for the 2. time", Assert.Single(closed.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Take_EventThatWasNeverSent_ReportsItAsInvented()
    {
        closed.Take(Session("a", 0, 5));

        Assert.Equal(["a has event 5, which was never sent."], closed.Violations);
    }

    [Fact]
    public void Take_SameSessionTwice_ReportsIt()
    {
        closed.Take(Session("a", 0, 1));
        closed.Take(Session("a", 60, 2));

        Assert.StartsWith("The log has session a twice", Assert.Single(closed.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Take_SessionBeginsBeforeTheEndOfTheOneBefore_ReportsIt()
    {
        closed.Take(Session("a", 0, 1));
        closed.Take(Session("b", 1, 2));

        Assert.Contains("before the end", Assert.Single(closed.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Take_CountOrSumIsNotThatOfTheEvents_ReportsIt()
    {
        closed.Take(Session("a", 0, 1) with { Count = 2 });

        Assert.Contains("counts 2", Assert.Single(closed.Violations), StringComparison.Ordinal);
    }

    private static ClosedSession<FieldResult> Session(string id, int startSeconds, params long[] events) => new()
    {
        Id = id,
        Sessionizer = "load",
        Key = "key",
        Start = Noon.AddSeconds(startSeconds),
        LastEvent = Noon.AddSeconds(startSeconds),
        End = Noon.AddSeconds(startSeconds + 2),
        Count = events.Length,
        Reason = CloseReason.Gap,
        Result = new FieldResult(
        [
            new FieldAggregateResult("list_id", default, [.. events.Select(number => FieldValue.Of(number))], 0),
            new FieldAggregateResult("sum_value", FieldValue.Of(events.Sum(EventLoad.ValueOf)), null, 0),
        ]),
    };
}
