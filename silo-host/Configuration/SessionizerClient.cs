using OrleansSessions.Fields;

namespace OrleansSessions.Host.Configuration;

/// <summary>A configured sessionizer, ready to be called.</summary>
internal sealed record SessionizerClient(ISessionClient<FieldEvent, FieldResult> Sessions, bool IsEventTime);
