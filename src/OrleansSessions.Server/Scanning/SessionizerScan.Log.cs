using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionizerScan
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: key {Key} is due but could not be closed; the next scan tries again.")]
    private static partial void LogCloseFailed(ILogger logger, string sessionizer, string key, Exception exception);
}
