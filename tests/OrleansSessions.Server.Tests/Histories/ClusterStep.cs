namespace OrleansSessions.Server.Tests;

/// <summary>A step of a history; what it does not need is there all the same, so that histories shrink well.</summary>
internal sealed record ClusterStep(ClusterAction Action, int Source, int Key, int Time, ClusterEvent[] Events)
{
    // A failing history is read by a human.
    public override string ToString() => Action switch
    {
        ClusterAction.Append or ClusterAction.Resend => $"{Action} from {Source}: {string.Join(", ", Events)}",
        ClusterAction.Watermark => $"{Action} {Time} of {Source}",
        ClusterAction.Complete => $"{Action} {Source}",
        ClusterAction.End => $"{Action} {(char)('a' + Key)}@{Time}",
        ClusterAction.Clock => $"{Action} by {Time}",
        ClusterAction.Drain => $"{Action}",
        _ => $"{Action} {(char)('a' + Key)}",
    };
}
