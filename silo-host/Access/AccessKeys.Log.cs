namespace OrleansSessions.Host.Access;

internal sealed partial class AccessKeys
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The keys have changed. There are now {Count}: {Names}.")]
    private static partial void LogRead(ILogger logger, int count, string names);

    [LoggerMessage(Level = LogLevel.Error, Message = "The settings have changed. A key with a mistake is refused: {Problem}")]
    private static partial void LogWrong(ILogger logger, string problem);
}
