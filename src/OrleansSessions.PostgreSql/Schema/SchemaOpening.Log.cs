using Microsoft.Extensions.Logging;

namespace OrleansSessions.PostgreSql;

internal sealed partial class SchemaOpening
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Server}: schema '{Schema}' is now of version {Version}.")]
    private static partial void LogVersion(ILogger logger, string server, string schema, int version);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Server} does not wait for the disk (fsync/synchronous_commit is {Durability}): what was acknowledged may be lost when it crashes.")]
    private static partial void LogNotDurable(ILogger logger, string server, string durability);
}
