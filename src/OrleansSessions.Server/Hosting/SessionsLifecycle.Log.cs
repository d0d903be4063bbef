using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionsLifecycle
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Sessionizer {Sessionizer} starts with watermark {Watermark}.")]
    private static partial void LogWatermark(ILogger logger, string sessionizer, Watermark watermark);
}
