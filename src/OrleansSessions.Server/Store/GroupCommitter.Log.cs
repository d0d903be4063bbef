using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class GroupCommitter
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A group of {Count} commits failed; their callers are told.")]
    private static partial void LogGroupFailed(ILogger logger, int count, Exception exception);
}
