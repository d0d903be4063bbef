namespace OrleansSessions.Server;

/// <summary>An append to a key of this silo.</summary>
internal sealed class LocalAppend(SessionGrain grain, SessionBatch batch, KeyGroups groups, int group, BatchAnswer answer)
    : SessionLoan(grain)
{
    private List<EventProblem>? problems;

    protected override void Change(KeySessions sessions) => problems = sessions.Append(batch, groups.GetPlaces(group));

    protected override void OnDone() => answer.Accept(problems);

    protected override void OnDeclined() => answer.Decline(group);

    protected override void OnLost(Exception exception) =>
        answer.Fail(groups.GetPlaces(group), AppendOutcome.Failed, $"Not acknowledged: {exception.Message}");
}
