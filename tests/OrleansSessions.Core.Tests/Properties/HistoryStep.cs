namespace OrleansSessions.Core.Tests;

/// <summary>An event at a time, a watermark at a time, or a restart from the stored parts.</summary>
internal readonly record struct HistoryStep(HistoryAction Action, long Time, long Gap)
{
    // A failing case is read by a human.
    public override string ToString() => Action switch
    {
        HistoryAction.Event => $"{Time}+{Gap}",
        HistoryAction.Watermark => $"W{Time}",
        _ => "restart",
    };
}
