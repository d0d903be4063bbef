namespace OrleansSessions.Host.Storage;

/// <summary>Says at start where sessions are kept; without the password of a server.</summary>
internal static partial class StoreLog
{
    public static void Log(ILogger logger, StoreSettings store)
    {
        switch (store.Kind)
        {
            case StoreKind.Sqlite:
                LogFile(logger, store.Place);
                break;
            case StoreKind.Memory:
                LogMemory(logger);
                break;
            default:
                LogServer(logger);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sessions are kept in {File}.")]
    private static partial void LogFile(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sessions are kept in memory: what is open is lost when this process ends.")]
    private static partial void LogMemory(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sessions are kept on the PostgreSQL server of the settings.")]
    private static partial void LogServer(ILogger logger);
}
