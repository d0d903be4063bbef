using System.Buffers;

namespace OrleansSessions;

/// <summary>
/// The arrays in which events wait and go. Where a batch does not leave the process they serve again: each event is copied twice on its
/// way, and large arrays would cost collections of the whole heap. Thread-safe.
/// </summary>
/// <param name="areReused">Whether they may be longer than the events that they have, and serve again.</param>
internal sealed class EventArrays<TEvent>(bool areReused)
{
    // Of the pool's smallest arrays there would be too many at once: many who append one event each.
    private const int LeastReused = 16;

    /// <summary>An array with room for some events.</summary>
    public SessionEvent<TEvent>[] Rent(int count) =>
        areReused && count >= LeastReused ? ArrayPool<SessionEvent<TEvent>>.Shared.Rent(count) : new SessionEvent<TEvent>[count];

    /// <summary>Takes an array back that nobody reads any more.</summary>
    public void Return(SessionEvent<TEvent>[] events, int count)
    {
        if (areReused && events.Length >= LeastReused)
        {
            Array.Clear(events, 0, count);
            ArrayPool<SessionEvent<TEvent>>.Shared.Return(events);
        }
    }
}
