using OrleansSessions.Fields;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Configuration;

/// <summary>A sessionizer that the settings define.</summary>
internal sealed record ConfiguredSessionizer(
    SessionName<FieldEvent, FieldResult> Name, IReadOnlyList<FieldAggregate> Aggregates, Action<SessionizerOptions> Configure)
{
    /// <summary>Whether events must carry a timestamp.</summary>
    public bool NeedsTimestamp
    {
        get
        {
            var options = new SessionizerOptions();
            Configure(options);
            return options.Clock == SessionClock.EventTime;
        }
    }
}
