using System.Text;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Tests.Parsing;

/// <summary>Parsers as replay and the service set them up.</summary>
internal static class InputLines
{
    /// <summary>As replay reads: event time, control lines.</summary>
    public static InputLine Replay(string json, params string[] needed) =>
        new InputParser(needsTimestamp: true, acceptsControlLines: true, needed.Length == 0 ? null : needed.ToHashSet(), EventLimits.Default).Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>As the service reads for a sessionizer on event time.</summary>
    public static InputLine EventTime(string json) =>
        new InputParser(needsTimestamp: true, acceptsControlLines: false, neededFields: null, EventLimits.Default).Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>As the service reads for a sessionizer on the arrival clock.</summary>
    public static InputLine Arrival(string json) =>
        new InputParser(needsTimestamp: false, acceptsControlLines: false, neededFields: null, EventLimits.Default).Parse(Encoding.UTF8.GetBytes(json));
}
