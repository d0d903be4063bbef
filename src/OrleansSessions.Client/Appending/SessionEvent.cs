namespace OrleansSessions;

/// <summary>One event on its way to the session of its key.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <param name="Key">The session key; see <see cref="SessionNames.FindKeyProblem"/>.</param>
/// <param name="Value">The event itself.</param>
/// <param name="Timestamp">
/// When it happened; its offset from UTC is not kept. Required by a sessionizer on event time; on the arrival clock the grain
/// stamps the event and this is ignored.
/// </param>
/// <param name="Gap">The inactivity that ends the session after this event; null for the sessionizer's gap.</param>
/// <param name="Stamp">
/// What its producer stamped it with, so that sending it again does not count it again; null to leave that to the client.
/// </param>
[GenerateSerializer, Immutable, Alias("orleanssessions.event`1")]
public readonly record struct SessionEvent<TEvent>(
    [property: Id(0)] string Key,
    [property: Id(1)] TEvent Value,
    DateTimeOffset? Timestamp = null,
    TimeSpan? Gap = null,
    ProducerStamp? Stamp = null)
{
    // Events are copied and sent by the million, and each of these would be half as large again as a nullable. Null is 0 in the
    // first, and in the others what can not be a gap or a sequence.
    [Id(2)]
    private readonly long timestamp = PackTimestamp(Timestamp);

    [Id(3)]
    private readonly long gap = PackGap(Gap);

    [Id(4)]
    private readonly ProducerStamp stamp = PackStamp(Stamp);

    /// <summary>When it happened, UTC; null when it does not say.</summary>
    public DateTimeOffset? Timestamp
    {
        get => timestamp == 0 ? null : new DateTimeOffset(timestamp - 1, TimeSpan.Zero);
        init => timestamp = PackTimestamp(value);
    }

    /// <summary>The inactivity that ends the session after this event; null for the sessionizer's gap.</summary>
    public TimeSpan? Gap
    {
        get => gap == 0 ? null : new TimeSpan(gap ^ long.MinValue);
        init => gap = PackGap(value);
    }

    /// <summary>What its producer stamped it with; null to leave that to the client.</summary>
    public ProducerStamp? Stamp
    {
        get => stamp == default ? null : stamp with { Sequence = stamp.Sequence ^ long.MinValue };
        init => stamp = PackStamp(value);
    }

    private static long PackTimestamp(DateTimeOffset? value) => value is { } time ? time.UtcTicks + 1 : 0;

    private static long PackGap(TimeSpan? value) => value is { } gap ? Math.Max(gap.Ticks, long.MinValue + 1) ^ long.MinValue : 0;

    private static ProducerStamp PackStamp(ProducerStamp? value) =>
        value is { } stamp ? stamp with { Sequence = Math.Max(stamp.Sequence, long.MinValue + 1) ^ long.MinValue } : default;
}
