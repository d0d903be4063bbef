namespace OrleansSessions.Core.Tests;

/// <summary>An event with something of each type to aggregate.</summary>
internal readonly record struct Reading(long Time, int Number, string Text)
{
    public DateTimeOffset EventTime => Timeline.At(Time);
}
