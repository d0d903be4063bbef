namespace OrleansSessions.Testing;

/// <summary>An event and when it happened.</summary>
internal readonly record struct TimedEvent<TEvent>(DateTimeOffset Time, TEvent Value)
{
    private const int Instants = 4;

    private static readonly DateTimeOffset Start = new(2030, 1, 1, 10, 0, 0, TimeSpan.Zero);

    /// <summary>One at one of a few instants.</summary>
    public static TimedEvent<TEvent> Create(Random random, Func<Random, TEvent> createEvent) =>
        new(Start.AddMinutes(random.Next(Instants)), createEvent(random));
}
