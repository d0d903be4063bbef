using Orleans.Serialization;
using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>The logs of the configured sessionizers.</summary>
internal sealed class SessionizerLogs(
    SessionClients clients, Serializer<ClosedSession<FieldResult>> closed, Serializer<LateEvent<FieldEvent>> late)
{
    /// <exception cref="UnknownSessionizerException">There is no such sessionizer.</exception>
    public SessionizerLog Get(string sessionizer, LogKind kind)
    {
        clients.Get(sessionizer);
        return kind == LogKind.Closed
            ? new SessionizerLog(
                sessionizer, kind, "closed", "sessions",
                payload => closed.Deserialize(payload)!.End, (writer, payload) => SessionJson.Write(writer, closed.Deserialize(payload)!))
            : new SessionizerLog(
                sessionizer, kind, "late", "events",
                payload => late.Deserialize(payload)!.Watermark, (writer, payload) => LateEventJson.Write(writer, late.Deserialize(payload)!));
    }
}
