namespace OrleansSessions.Server;

/// <summary>Appends to keys of this silo, one after the other.</summary>
internal sealed class LocalAppend(Sessionizer sessionizer, SessionServices services, SessionBatch batch, KeyGroups groups, BatchAnswer answer)
    : SessionLoan(sessionizer, services, answer)
{
    private List<EventProblem>? problems;

    protected override void Change(KeySessions sessions) => problems = sessions.Append(batch, groups.GetPlaces(Place));

    protected override void OnDone() => Answer.Accept(problems);

    protected override void OnLost(Exception exception) =>
        Answer.Fail(groups.GetPlaces(Place), AppendOutcome.Failed, $"Not acknowledged: {exception.Message}");
}
