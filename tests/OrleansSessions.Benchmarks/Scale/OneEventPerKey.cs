using System.Globalization;
using OrleansSessions.Benchmarks.Feeding;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>The same instant for every key: all are open at once, and all fall due at once.</summary>
internal sealed class OneEventPerKey(DateTimeOffset time) : IEventWork
{
    public DateTimeOffset GetTime(int index) => time;

    public SessionEvent<long>[] GetEvents(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(key => new SessionEvent<long>(key.ToString("D7", CultureInfo.InvariantCulture), 1, time))];
}
