using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Page.Live;

/// <summary>Makes rates of what silos have counted, over the last few answers: so the figures are live, and yet can be read.</summary>
public sealed class RateMeter(TimeProvider clock)
{
    private const int Kept = 4;

    private readonly Queue<(long Time, SessionizerItem Item)> last = new(Kept + 1);

    /// <summary>All silos together.</summary>
    public SiloRates Total { get; private set; }

    /// <summary>By reason, all silos together; a reason that has not occurred is not there.</summary>
    public IReadOnlyDictionary<string, double> Closed { get; private set; } = new Dictionary<string, double>();

    public void Add(SessionizerItem item)
    {
        last.Enqueue((clock.GetTimestamp(), item));
        if (last.Count > Kept)
        {
            last.Dequeue();
        }

        Total = item.Silos.Aggregate(default(SiloRates), (sum, silo) => sum + Of(silo));
        Closed = item.Silos.SelectMany(silo => ClosedOf(silo))
            .GroupBy(reason => reason.Key)
            .ToDictionary(reason => reason.Key, reason => reason.Sum(silo => silo.Value));
    }

    public SiloRates Of(SiloItem silo)
    {
        var (before, seconds) = FindBefore(silo);
        return before is null || silo.Events is null
            ? default
            : new SiloRates(
                (silo.Events.Accepted - before.Events!.Accepted) / seconds,
                (silo.Events.Late - before.Events.Late) / seconds,
                (silo.Events.Rejected - before.Events.Rejected) / seconds,
                ClosedOf(silo).Sum(reason => reason.Value));
    }

    public IEnumerable<KeyValuePair<string, double>> ClosedOf(SiloItem silo)
    {
        var (before, seconds) = FindBefore(silo);
        return before is null || silo.Sessions is null
            ? []
            : silo.Sessions.Closed.Select(reason => KeyValuePair.Create(
                reason.Key, (reason.Value - before.Sessions!.Closed.GetValueOrDefault(reason.Key)) / seconds));
    }

    // One that has started again since counts from nothing.
    private (SiloItem? Before, double Seconds) FindBefore(SiloItem silo)
    {
        var (time, item) = last.Peek();
        var seconds = clock.GetElapsedTime(time, last.Last().Time).TotalSeconds;
        return seconds <= 0
            ? default
            : (item.Silos.FirstOrDefault(before => before.Silo == silo.Silo && before.Since == silo.Since && before.Events is not null && before.Sessions is not null), seconds);
    }
}
