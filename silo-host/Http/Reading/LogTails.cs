using System.Collections.Concurrent;
using OrleansSessions.Host.Limits;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>The ends of all logs that anybody follows, one reader a partition, and how many follow. Thread-safe.</summary>
internal sealed class LogTails(
    ISessionStore store, HostLimits limits, IHostApplicationLifetime lifetime, ILogger<LogTail> logger, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Sessionizer, LogKind Kind, int Partition), LogTail> tails = [];
    private long readers;

    public LogTail Get(SessionizerLog log, int partition) => tails.GetOrAdd(
        (log.Sessionizer, log.Kind, partition),
        _ => new LogTail(store, log, partition, clock, logger, lifetime.ApplicationStopping));

    /// <summary>Counts a reader; false when there are too many.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref readers) <= limits.StreamReaders)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref readers);
}
