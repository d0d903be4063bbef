namespace OrleansSessions.Core.Tests;

/// <summary>A session in ticks from the timeline's origin, to compare whole sessions at once.</summary>
internal readonly record struct SessionSummary(
    long Start, long LastEvent, long End, long Count, decimal Sum, CloseReason Reason = CloseReason.Gap)
{
    public static SessionSummary Of(FinalSession<decimal> session) => Of(session.Window, session.Count, session.Result) with { Reason = session.Reason };

    public static SessionSummary Of(OpenSession<ExactSum> session) =>
        Of(session.Window, session.Count, session.Accumulator.ToDecimal());

    private static SessionSummary Of(SessionWindow window, long count, decimal sum) =>
        new(Ticks(window.Start), Ticks(window.LastEvent), Ticks(window.End), count, sum);

    private static long Ticks(DateTimeOffset time) => (time - Timeline.Origin).Ticks;
}
