using System.Globalization;
using OrleansSessions.Benchmarks.Feeding;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>The same instant for every key: all are open at once, and all fall due at once.</summary>
internal sealed class OneEventPerKey(DateTimeOffset time) : IEventWork
{
    public DateTimeOffset GetTime(int index) => time;

    public void Fill(int start, Span<SessionEvent<long>> events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = new SessionEvent<long>((start + i).ToString("D7", CultureInfo.InvariantCulture), 1, time);
        }
    }
}
