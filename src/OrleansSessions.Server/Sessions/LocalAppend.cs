namespace OrleansSessions.Server;

/// <summary>Appends to keys of this silo, one after the other.</summary>
internal sealed class LocalAppend(SessionBatch batch, KeyGroups groups, BatchAnswer answer) : SessionLoan
{
    private int group;
    private List<EventProblem>? problems;

    /// <inheritdoc cref="SessionLoan.Run"/>
    public bool Run(SessionGrain grain, int group)
    {
        this.group = group;
        return Run(grain);
    }

    protected override void Change(KeySessions sessions) => problems = sessions.Append(batch, groups.GetPlaces(group));

    protected override void OnDone() => answer.Accept(problems);

    protected override void OnDeclined() => answer.Decline(group);

    protected override void OnLost(Exception exception) =>
        answer.Fail(groups.GetPlaces(group), AppendOutcome.Failed, $"Not acknowledged: {exception.Message}");
}
