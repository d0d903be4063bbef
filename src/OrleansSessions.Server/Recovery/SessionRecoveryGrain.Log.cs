using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionRecoveryGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Sessionizer {Sessionizer}: {Count} keys are overdue and have no scanner; closing them.")]
    private static partial void LogRecovering(ILogger logger, string sessionizer, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: the overdue key {Key} could not be closed; it will be tried again.")]
    private static partial void LogCloseFailed(ILogger logger, string sessionizer, string key, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: the reminder of recovery could not be registered; scanners go on calling it.")]
    private static partial void LogReminderFailed(ILogger logger, string sessionizer, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: how long its open sessions last could not be read; the store is asked for overdue keys at every tick and watermark until a silo comes or goes.")]
    private static partial void LogHorizonFailed(ILogger logger, string sessionizer, Exception exception);
}
