using Microsoft.Extensions.Logging;

namespace OrleansSessions.PostgreSql;

internal sealed partial class LogRetention
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Retention has removed {Count} entries of the log.")]
    private static partial void LogRemoved(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention could not remove entries of the log; trying again later.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
