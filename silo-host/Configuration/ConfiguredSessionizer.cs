using OrleansSessions.Fields;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Configuration;

/// <summary>A sessionizer that the settings define.</summary>
internal sealed record ConfiguredSessionizer(
    SessionName<FieldEvent, FieldResult> Name,
    IReadOnlyList<FieldAggregate> Aggregates,
    Action<SessionizerOptions> Configure,
    FieldMatch? EndWhen)
{
    /// <summary>Whether it is on event time, so that events must carry a timestamp.</summary>
    public bool IsEventTime
    {
        get
        {
            var options = new SessionizerOptions();
            Configure(options);
            return options.Clock == SessionClock.EventTime;
        }
    }
}
