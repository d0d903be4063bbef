namespace OrleansSessions.Server.Tests;

/// <summary>Sessionizers that are limited in one way each.</summary>
internal static class LimitedSessions
{
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);

    public static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Unlimited = new("unlimited");

    public static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Duration = new("duration");

    public static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Events = new("events");

    public static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> State = new("state");

    /// <summary>A value of zero ends the session; one below zero is more than the predicate can take.</summary>
    public static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Ended = new("ended");

    public static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> EventTime = new("event-time");

    public static void Configure(SessionsBuilder sessions)
    {
        Add(sessions, Unlimited);
        Add(sessions, Duration, options => options.MaxDuration = Gap * 1.5);
        Add(sessions, Events, options => options.MaxEvents = 3);
        Add(sessions, State, options => options.MaxStateBytes = 400);
        Add(sessions, Ended).EndWhen(value => value < 0 ? throw new InvalidOperationException($"What is {value}?") : value == 0);
        Add(sessions, EventTime, options => options.Clock = SessionClock.EventTime).EndWhen(value => value == 0);
    }

    private static SessionizerBuilder<int> Add(
        SessionsBuilder sessions, SessionName<int, IReadOnlyList<TimedValue<int>>> name, Action<SessionizerOptions>? configure = null) =>
        sessions.AddSessionizer(name, SessionAggregators.List<int, int>(value => value)).Configure(options =>
        {
            options.Gap = Gap;
            options.ProducerRetention = Gap;
            configure?.Invoke(options);
        });
}
