using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

internal sealed partial class PartitionReceiver
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Partition {Partition}: position {Requested} was removed by retention before its subscribers had taken it; they go on at {Oldest}.")]
    private static partial void LogTruncated(ILogger logger, int partition, long requested, long oldest);
}
