namespace OrleansSessions;

/// <summary>
/// A promise about event time: no event before <see cref="Time"/> is still expected. It only ever advances.
/// </summary>
/// <remarks>
/// Resolution is one tick (100 ns). The default value is <see cref="Beginning"/>. <see cref="End"/> stands for the end
/// of all time and closes every session, as a final watermark does in Flink and Beam.
/// </remarks>
public readonly record struct Watermark : IComparable<Watermark>
{
    private Watermark(long ticks) => Ticks = ticks;

    /// <summary>Nothing is promised yet: no session closes, no event is late.</summary>
    public static Watermark Beginning => default;

    /// <summary>The end of all time: no event is expected any more.</summary>
    public static Watermark End => new(long.MaxValue);

    /// <summary>The promise as an instant in UTC; for <see cref="End"/> it is <see cref="DateTimeOffset.MaxValue"/>.</summary>
    public DateTimeOffset Time => new(Math.Min(Ticks, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <summary>UTC ticks; <see cref="long.MaxValue"/> for <see cref="End"/>. For storage and ordering.</summary>
    public long Ticks { get; }

    /// <summary>The watermark at an instant.</summary>
    /// <param name="time">No event before this is still expected.</param>
    public static Watermark At(DateTimeOffset time) => new(time.UtcTicks);

    /// <summary>The watermark that <see cref="Ticks"/> came from.</summary>
    /// <param name="ticks">UTC ticks, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ticks"/> is negative.</exception>
    public static Watermark FromTicks(long ticks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ticks);
        return new Watermark(ticks);
    }

    /// <summary>The later of this and <paramref name="other"/>: a watermark never goes back.</summary>
    /// <param name="other">The newly learnt watermark.</param>
    public Watermark Advance(Watermark other) => other.Ticks > Ticks ? other : this;

    /// <inheritdoc/>
    public int CompareTo(Watermark other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Whether the left watermark promises less than the right.</summary>
    public static bool operator <(Watermark left, Watermark right) => left.Ticks < right.Ticks;

    /// <summary>Whether the left watermark promises more than the right.</summary>
    public static bool operator >(Watermark left, Watermark right) => left.Ticks > right.Ticks;

    /// <summary>Whether the left watermark promises no more than the right.</summary>
    public static bool operator <=(Watermark left, Watermark right) => left.Ticks <= right.Ticks;

    /// <summary>Whether the left watermark promises no less than the right.</summary>
    public static bool operator >=(Watermark left, Watermark right) => left.Ticks >= right.Ticks;

    /// <inheritdoc/>
    public override string ToString() => this == End ? "end" : Time.ToString("O");
}
