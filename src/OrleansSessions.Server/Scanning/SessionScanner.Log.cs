using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionScanner
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: looking for orphaned sessions failed; the next scan tries again.")]
    private static partial void LogRecoveryFailed(ILogger logger, string sessionizer, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessionizer {Sessionizer}: the watermark could not be learnt; the next scan tries again.")]
    private static partial void LogLearnFailed(ILogger logger, string sessionizer, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sessionizer {Sessionizer}: a scan failed; what is due is tried again at the next one.")]
    private static partial void LogScanFailed(ILogger logger, string sessionizer, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The observer of scans {Observer} failed.")]
    private static partial void LogObserverFailed(ILogger logger, Type observer, Exception exception);
}
