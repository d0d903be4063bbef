using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionsLifecycle
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Sessionizer {Sessionizer} starts with watermark {Watermark}.")]
    private static partial void LogWatermark(ILogger logger, string sessionizer, Watermark watermark);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Other} has not given up its keys yet: {Problem} This silo takes calls when it has, or is dead.")]
    private static partial void LogWaiting(ILogger logger, SiloAddress other, string problem);
}
