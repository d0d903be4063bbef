namespace OrleansSessions.Core.Tests;

/// <summary>An event, a watermark or an end at a time, a drain, or a restart from the stored parts.</summary>
internal readonly record struct HistoryStep(HistoryAction Action, long Time, long Gap)
{
    // A failing case is read by a human.
    public override string ToString() => Action switch
    {
        HistoryAction.Event => $"{Time}+{Gap}",
        HistoryAction.Watermark => $"W{Time}",
        HistoryAction.End => $"end{Time}",
        HistoryAction.Drain => "drain",
        _ => "restart",
    };
}
