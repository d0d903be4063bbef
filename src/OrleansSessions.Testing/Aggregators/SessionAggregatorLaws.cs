namespace OrleansSessions.Testing;

/// <summary>
/// The laws of <see cref="ISessionAggregator{TEvent, TAccumulator, TResult}"/>, checked on random sessions. An aggregator that breaks
/// one gives results that depend on the order in which events arrive, or on when a silo stops.
/// </summary>
/// <remarks>
/// The laws: the order of events changes nothing, nor does how a session came together out of others; asking for the result
/// changes nothing; sessions of one aggregator know nothing of each other; an event that is refused leaves no trace; events,
/// accumulators and results that are stored and read again are the same. Several events happen at one instant, as they do.
/// </remarks>
public static class SessionAggregatorLaws
{
    /// <summary>How many sessions are made when nothing else is said.</summary>
    public const int DefaultSessions = 500;

    private const int MostEvents = 12;

    /// <summary>Checks an aggregator.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TAccumulator">What the aggregator accumulates.</typeparam>
    /// <typeparam name="TResult">The result type.</typeparam>
    /// <param name="aggregator">The aggregator.</param>
    /// <param name="createEvent">Makes an event. Out of few values, so that events are alike in part: that is where laws break.</param>
    /// <param name="comparer">
    /// When two results are the same; null for their own equality. Records whose members are arrays or lists are not equal by it.
    /// </param>
    /// <param name="sessions">How many sessions are made, of 1 to 12 events each; a check takes the longer the more there are.</param>
    /// <param name="seed">Makes the same sessions again, as an exception names it; null for others each time.</param>
    /// <exception cref="SessionAggregatorLawException">It breaks a law; the message has the least session that shows it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No sessions are to be made.</exception>
    public static void Check<TEvent, TAccumulator, TResult>(
        ISessionAggregator<TEvent, TAccumulator, TResult> aggregator,
        Func<Random, TEvent> createEvent,
        IEqualityComparer<TResult>? comparer = null,
        int sessions = DefaultSessions,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(aggregator);
        ArgumentNullException.ThrowIfNull(createEvent);
        ArgumentOutOfRangeException.ThrowIfLessThan(sessions, 1);
        using var trial = new AggregatorTrial<TEvent, TAccumulator, TResult>(aggregator, comparer ?? EqualityComparer<TResult>.Default);
        var used = seed ?? Random.Shared.Next();
        var random = new Random(used);
        for (var i = 0; i < sessions; i++)
        {
            // Small ones first: what they show is read more easily.
            var count = 1 + (i * MostEvents / sessions);
            var events = Enumerable.Range(0, count).Select(_ => TimedEvent<TEvent>.Create(random, createEvent)).ToList();
            if (trial.FindBreach(events) is { } breach)
            {
                throw new SessionAggregatorLawException(
                    $"{aggregator.GetType().Name} breaks a law of aggregators. {Shrink(trial, events, breach)}\nSeed {used} makes it again.");
            }
        }
    }

    private static string Shrink<TEvent, TAccumulator, TResult>(
        AggregatorTrial<TEvent, TAccumulator, TResult> trial, List<TimedEvent<TEvent>> events, string breach)
    {
        for (var i = events.Count - 1; i >= 0; i--)
        {
            var fewer = events.Where((_, index) => index != i).ToList();
            if (fewer.Count > 0 && trial.FindBreach(fewer) is { } found)
            {
                (events, breach) = (fewer, found);
            }
        }

        return $"{breach}\nEvents:\n{string.Join('\n', events.Select(item => $"  {item.Time:HH:mm:ss} {item.Value}"))}";
    }
}
