using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionScanner
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: looking for orphaned sessions failed; the next scan tries again.")]
    private static partial void LogRecoveryFailed(ILogger logger, string sessionizer, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: the watermark could not be learnt; the next scan tries again.")]
    private static partial void LogLearnFailed(ILogger logger, string sessionizer, Exception exception);
}
