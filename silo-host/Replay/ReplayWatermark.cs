namespace OrleansSessions.Host.Replay;

/// <summary>
/// The watermark of a replay. It moves with every line, but the silo needs to hear of it only now and then.
/// </summary>
/// <remarks>
/// An event at or after the watermark is never late and touches nothing that the watermark closes: that is what a watermark
/// says. So in an input of such events alone it makes no difference to any session when the silo learns it. When there are
/// older events, whether they are late depends on what the watermark was at each event before them: then the silo must
/// hear of every move.
/// </remarks>
/// <param name="outOfOrderness">How far it stays behind the greatest event time; null when events do not move it.</param>
/// <param name="latest">The time past which an event is rejected, and so moves nothing; null for none.</param>
internal sealed class ReplayWatermark(TimeSpan? outOfOrderness, DateTimeOffset? latest)
{
    private DateTimeOffset greatest = DateTimeOffset.MinValue;
    private DateTimeOffset least = DateTimeOffset.MaxValue;

    /// <summary>Where it is after the lines so far.</summary>
    public Watermark Current { get; private set; }

    /// <summary>Where it was when the silo last heard of it.</summary>
    public Watermark Known { get; private set; }

    public bool IsAhead => Current > Known;

    /// <summary>Whether an event is behind it.</summary>
    public bool IsPast(DateTimeOffset eventTime) => Watermark.At(eventTime) < Current;

    public void MoveTo(Watermark watermark) => Current = Current.Advance(watermark);

    public void MoveAfter(DateTimeOffset eventTime)
    {
        if (eventTime > latest)
        {
            return;
        }

        least = eventTime < least ? eventTime : least;
        greatest = eventTime > greatest ? eventTime : greatest;
        if (greatest - DateTimeOffset.MinValue > outOfOrderness)
        {
            MoveTo(Watermark.At(greatest - outOfOrderness.Value));
        }
    }

    /// <summary>
    /// The way to the end of time, in steps. What closes is the same as in one step, and comes in the same order, but not all
    /// of it at once has to be held and sorted.
    /// </summary>
    public IEnumerable<Watermark> StepsToEnd(int steps)
    {
        var from = Current.Time > least ? Current.Time : least;
        for (var step = 1; step < steps && from < greatest; step++)
        {
            yield return Watermark.At(from + ((greatest - from) / steps * step));
        }

        yield return Watermark.End;
    }

    public void SetKnown() => Known = Current;
}
