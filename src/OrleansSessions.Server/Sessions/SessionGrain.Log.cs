using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class SessionGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} is not at version {Version} any more: another activation owns it. This one ends.")]
    private static partial void LogConflict(ILogger logger, SessionKey key, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} is set aside; its events are rejected, other keys go on. {Reason}")]
    private static partial void LogSetAside(ILogger logger, SessionKey key, string reason);
}
