using Microsoft.Extensions.Logging;

namespace OrleansSessions.Sqlite;

public sealed partial class SqliteSessionStore
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Sessions are kept in '{Path}', the log in {Partitions} partitions.")]
    private static partial void LogOpened(ILogger logger, string path, int partitions);
}
