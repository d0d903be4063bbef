using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>
/// What has been read of all requests and is not answered. Past its bound nothing more is read: whoever sends is told to come
/// again, for a queue would only grow. Thread-safe.
/// </summary>
internal sealed class InFlight(HostLimits limits)
{
    /// <summary>What a request counts for by itself: its buffers.</summary>
    public const long RequestBytes = 64 * 1024;

    private long events;
    private long bytes;

    /// <summary>Counts what is about to be read; false, and nothing is counted, when there is no room for it.</summary>
    public bool TryTake(long moreEvents, long moreBytes)
    {
        // Race: two that take at once may both be refused where one would have found room. It comes again.
        var allEvents = Interlocked.Add(ref events, moreEvents);
        var allBytes = Interlocked.Add(ref bytes, moreBytes);
        if (allEvents <= limits.EventsInFlight && allBytes <= limits.BytesInFlight)
        {
            return true;
        }

        Return(moreEvents, moreBytes);
        return false;
    }

    public void Return(long fewerEvents, long fewerBytes)
    {
        Interlocked.Add(ref events, -fewerEvents);
        Interlocked.Add(ref bytes, -fewerBytes);
    }

    public BodyException Refusal() => new(
        StatusCodes.Status429TooManyRequests,
        $"The service is at its bound of {limits.EventsInFlight} events (Sessions:Limits:{nameof(limits.EventsInFlight)}) or {limits.BytesInFlight} bytes (Sessions:Limits:{nameof(limits.BytesInFlight)}) that are being stored.");
}
