using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionRecoveryGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Sessionizer {Sessionizer}: {Count} keys are overdue and have no scanner; closing them.")]
    private static partial void LogRecovering(ILogger logger, string sessionizer, int count);
}
