using Microsoft.Extensions.Logging;

namespace OrleansSessions.Sqlite;

internal sealed partial class SqliteFile
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Old entries of the log could not be removed; it is tried again in a minute.")]
    private static partial void LogRetentionFailed(ILogger logger, Exception exception);
}
