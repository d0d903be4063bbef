using Microsoft.Extensions.Logging;

namespace OrleansSessions.PostgreSql;

internal sealed partial class LogWatch
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Commits of other silos can not be seen now; trying again.")]
    private static partial void LogWatchFailed(ILogger logger, Exception exception);
}
