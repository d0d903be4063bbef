using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>What requests that read logs share.</summary>
internal sealed record LogServices(
    SessionizerLogs Logs, LogReader Reader, LogTails Tails, IHostApplicationLifetime Lifetime, TimeProvider Clock);
