using CsCheck;

namespace OrleansSessions.Server.Tests;

/// <summary>What happens to a few keys of a sessionizer on two silos.</summary>
internal sealed record ClusterHistory(HistorySessionizer Sessionizer, ClusterStep[] Steps)
{
    public const int StepCount = 50;

    public const int KeyCount = 3;

    /// <summary>Two sources that declare their watermark, and the client itself, whose events speak for it.</summary>
    public const int SourceCount = 3;

    private const int LastTime = 60;

    private static readonly Gen<ClusterEvent> Event = Gen.Select(
        Gen.Int[0, KeyCount - 1], Gen.Int[0, 12], Gen.Frequency((3, Gen.Const((int?)null)), (2, Gen.Int[1, 7].Select(gap => (int?)gap))), Gen.Int[0, 2],
        (key, time, gap, producer) => new ClusterEvent(key, time, gap, producer));

    private static readonly Gen<ClusterStep> Step = Gen.Select(
        Gen.Frequency(
            (24, ClusterAction.Append),
            (4, ClusterAction.Resend),
            (12, ClusterAction.Watermark),
            (1, ClusterAction.Complete),
            (2, ClusterAction.End),
            (1, ClusterAction.Drain),
            (4, ClusterAction.Deactivate),
            (3, ClusterAction.Migrate),
            (2, ClusterAction.Clock)),
        Gen.Int[0, SourceCount - 1], Gen.Int[0, KeyCount - 1], Gen.Int[0, 14], Event.Array[1, 4],
        (action, source, key, time, events) => new ClusterStep(action, source, key, time, events));

    public static readonly Gen<ClusterHistory> Any = Gen.Select(
        Gen.OneOf([.. HistorySessionizer.All]), Step.Array[StepCount],
        (sessionizer, steps) => new ClusterHistory(sessionizer, [.. steps.Select((step, index) => Place(step, index, sessionizer))]));

    public override string ToString() => $"{Sessionizer}\n{string.Join('\n', Steps.Select((step, index) => $"{index}: {step}"))}";

    // Time goes on along the history; on the arrival clock it is the clock that goes on, often and far enough for gaps.
    private static ClusterStep Place(ClusterStep step, int index, HistorySessionizer sessionizer)
    {
        if (sessionizer.IsArrival)
        {
            return step with
            {
                Action = step.Action is ClusterAction.Watermark or ClusterAction.Complete ? ClusterAction.Clock : step.Action,
                Events = [.. step.Events.Select(e => e with { Gap = null })],
            };
        }

        var passed = LastTime * index / StepCount;
        return step with { Time = step.Time - 6 + passed, Events = [.. step.Events.Select(e => e with { Time = e.Time - 6 + passed })] };
    }
}
