namespace OrleansSessions.Testing;

/// <summary>Has an aggregator make one session in all the ways that a silo may, and compares the results.</summary>
internal sealed class AggregatorTrial<TEvent, TAccumulator, TResult>(
    ISessionAggregator<TEvent, TAccumulator, TResult> aggregator, IEqualityComparer<TResult> comparer) : IDisposable
{
    private readonly StoredCopies stored = new();

    /// <summary>The law that the events of a session show to be broken, and how; null when they show none.</summary>
    public string? FindBreach(IReadOnlyList<TimedEvent<TEvent>> events)
    {
        var byRefusal = events.ToLookup(IsRefused);
        var (refused, taken) = (byRefusal[true].ToList(), byRefusal[false].ToList());
        if (taken.Count == 0)
        {
            return null;
        }

        TResult expected;
        try
        {
            expected = aggregator.GetResult(AddAll(taken));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"Events that are taken alone are not taken together: {exception.GetType().Name}, {exception.Message}";
        }

        return Compare("The order of events changes the result", expected, () => aggregator.GetResult(AddAll(taken.AsEnumerable().Reverse())))
            ?? FindMergeBreach(taken, expected)
            ?? FindResultBreach(taken, expected)
            ?? Compare("Sessions that are open at once change each other", expected, () => aggregator.GetResult(AddBesideAnother(taken)))
            ?? Compare("An event that is refused leaves a trace", expected, () => aggregator.GetResult(AddWithRefused(taken, refused)))
            ?? FindStorageBreach(taken, expected);
    }

    public void Dispose() => stored.Dispose();

    private string? FindMergeBreach(List<TimedEvent<TEvent>> events, TResult expected)
    {
        for (var i = 1; i < events.Count; i++)
        {
            var (left, right) = (events[..i], events[i..]);
            var breach = Compare("Merging two sessions changes the result", expected, () => Merge(AddAll(left), AddAll(right)))
                ?? Compare("Merging two sessions the other way round changes the result", expected, () => Merge(AddAll(right), AddAll(left)));
            if (breach is not null || i + 1 == events.Count)
            {
                return breach;
            }

            var (middle, last) = (right[..1], right[1..]);
            breach = Compare(
                    "Merging three sessions from the left changes the result",
                    expected,
                    () => Merge(aggregator.Merge(AddAll(left), AddAll(middle)), AddAll(last)))
                ?? Compare(
                    "Merging three sessions from the right changes the result",
                    expected,
                    () => Merge(AddAll(left), aggregator.Merge(AddAll(middle), AddAll(last))));
            if (breach is not null)
            {
                return breach;
            }
        }

        return null;
    }

    private string? FindResultBreach(List<TimedEvent<TEvent>> events, TResult expected)
    {
        var accumulator = AddAll(events[..1]);
        var early = aggregator.GetResult(accumulator);
        return Compare("Asking for the result changes it", expected, () => aggregator.GetResult(AddAll(events[1..], accumulator)))
            ?? Compare("A result changes with the events that follow", aggregator.GetResult(AddAll(events[..1])), () => early);
    }

    private string? FindStorageBreach(List<TimedEvent<TEvent>> events, TResult expected) =>
        Compare("An event that is stored and read again is another", expected, () => aggregator.GetResult(
            AddAll(events.Select(item => item with { Value = stored.Of(item.Value) }))))
        ?? Compare("An accumulator that is stored and read again is another", expected, () => aggregator.GetResult(
            AddAll(events[1..], stored.Of(AddAll(events[..1])))))
        ?? Compare("A result that is stored and read again is another", expected, () => stored.Of(expected));

    private string? Compare(string breach, TResult expected, Func<TResult> compute)
    {
        try
        {
            var actual = compute();
            return comparer.Equals(expected, actual) ? null : $"{breach}: from {expected} to {actual}.";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{breach}: from {expected} to {exception.GetType().Name}, {exception.Message}";
        }
    }

    private bool IsRefused(TimedEvent<TEvent> item)
    {
        try
        {
            aggregator.Add(aggregator.CreateAccumulator(), item.Value, item.Time);
            return false;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return true;
        }
    }

    private TAccumulator AddAll(IEnumerable<TimedEvent<TEvent>> events) => AddAll(events, aggregator.CreateAccumulator());

    private TAccumulator AddAll(IEnumerable<TimedEvent<TEvent>> events, TAccumulator accumulator) =>
        events.Aggregate(accumulator, (sum, item) => aggregator.Add(sum, item.Value, item.Time));

    private TResult Merge(TAccumulator left, TAccumulator right) => aggregator.GetResult(aggregator.Merge(left, right));

    private TAccumulator AddBesideAnother(List<TimedEvent<TEvent>> events)
    {
        var (one, other) = (aggregator.CreateAccumulator(), aggregator.CreateAccumulator());
        foreach (var item in events)
        {
            one = aggregator.Add(one, item.Value, item.Time);
            other = aggregator.Add(other, events[0].Value, events[0].Time);
        }

        return one;
    }

    private TAccumulator AddWithRefused(List<TimedEvent<TEvent>> events, List<TimedEvent<TEvent>> refused)
    {
        var accumulator = AddAll(events);
        foreach (var item in refused)
        {
            try
            {
                aggregator.Add(accumulator, item.Value, item.Time);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // As in a silo: it is rejected, and the accumulator is used again.
            }
        }

        return accumulator;
    }
}
