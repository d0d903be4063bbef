namespace OrleansSessions.Host.Replay;

/// <summary>
/// The watermark of a replay. It moves with every line, but the silo needs to hear of it only now and then.
/// </summary>
/// <remarks>
/// An event at or after the watermark is never late and touches nothing that the watermark closes: that is what a watermark
/// says. So as long as such events follow each other, it makes no difference to any session when the silo learns it. Only
/// before an older event must the silo know it exactly.
/// </remarks>
internal sealed class ReplayWatermark(TimeSpan? outOfOrderness)
{
    private DateTimeOffset greatest = DateTimeOffset.MinValue;

    /// <summary>Where it is after the lines so far.</summary>
    public Watermark Current { get; private set; }

    /// <summary>Where it was when the silo last heard of it.</summary>
    public Watermark Known { get; private set; }

    public bool IsAhead => Current > Known;

    /// <summary>Whether the silo must hear of it before it is given an event.</summary>
    public bool MustBeKnownBefore(DateTimeOffset eventTime) => IsAhead && Watermark.At(eventTime) < Current;

    public void MoveTo(Watermark watermark) => Current = Current.Advance(watermark);

    public void MoveAfter(DateTimeOffset eventTime)
    {
        if (outOfOrderness is not { } delay || eventTime <= greatest)
        {
            return;
        }

        greatest = eventTime;
        if (greatest - DateTimeOffset.MinValue > delay)
        {
            MoveTo(Watermark.At(greatest - delay));
        }
    }

    public void SetKnown() => Known = Current;
}
