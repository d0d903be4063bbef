namespace OrleansSessions.Server.Tests;

/// <summary>An event of a history. Times and gaps are in seconds; a producer of 0 is none of the event's own.</summary>
internal readonly record struct ClusterEvent(int Key, int Time, int? Gap, int Producer)
{
    // A failing history is read by a human.
    public override string ToString() => $"{(char)('a' + Key)}@{Time}{(Gap is { } gap ? $"+{gap}" : "")}{(Producer > 0 ? $" by {Producer}" : "")}";
}
