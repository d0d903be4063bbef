using Microsoft.Extensions.Logging;

namespace OrleansSessions.PostgreSql;

internal sealed partial class ServerConnections
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} is away ({Reason}); trying again in {Pause}.")]
    private static partial void LogAway(ILogger logger, string server, string reason, TimeSpan pause);
}
