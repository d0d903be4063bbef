namespace OrleansSessions.Host.Access;

/// <summary>Says at start who may use the service.</summary>
internal static partial class AccessLog
{
    public static void Log(ILogger logger, AccessSettings settings, IEnumerable<string> addresses)
    {
        if (settings.IsForLoopbackOnly)
        {
            LogLoopback(logger);
        }
        else if (settings.IsOpen)
        {
            LogOpen(logger);
        }
        else
        {
            var names = string.Join(", ", settings.Keys.Select(key => key.Name));
            LogKeys(logger, names);
            foreach (var address in addresses.Where(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !ListenAddresses.IsThisMachineOnly(address)))
            {
                LogPlain(logger, address);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No key is configured: the service listens on loopback only, and everybody on this machine may do everything.")]
    private static partial void LogLoopback(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions:Open is true: everybody who reaches the service may do everything.")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "A key is needed; there are: {Names}.")]
    private static partial void LogKeys(ILogger logger, string names);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keys that are sent to {Address} are not encrypted: give it a certificate, or let a proxy on this machine do so.")]
    private static partial void LogPlain(ILogger logger, string address);
}
