namespace OrleansSessions.Server.Tests;

/// <summary>A key that has a deadline and something open, and takes no events.</summary>
internal sealed class FixedSessions(Watermark? deadline, OpenSummary open) : KeySessions
{
    public override Watermark? Deadline => deadline;

    public override OpenSummary Open => open;

    protected override bool IsAsLoaded => false;

    public override bool Touch() => false;

    public override List<EventProblem>? Append(SessionBatch batch, ReadOnlySpan<int> places) => throw new NotSupportedException();

    public override void Advance(Watermark watermark) => throw new NotSupportedException();

    public override int End(DateTimeOffset? at) => throw new NotSupportedException();

    public override void Drain() => throw new NotSupportedException();

    public override void StoreAgain() => throw new NotSupportedException();

    public override IReadOnlyList<SessionSnapshot> GetOpen() => throw new NotSupportedException();

    public override SessionCommit? TakeCommit(ISessionStore store, SessionCommit? over = null) => throw new NotSupportedException();
}
