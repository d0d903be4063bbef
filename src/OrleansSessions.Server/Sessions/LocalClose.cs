namespace OrleansSessions.Server;

/// <summary>Closes what is due of keys of this silo, one after the other.</summary>
internal sealed class LocalClose(Watermark watermark, BatchAnswer answer) : SessionLoan
{
    private int place;

    /// <inheritdoc cref="SessionLoan.Run"/>
    public bool Run(SessionGrain grain, int place)
    {
        this.place = place;
        return Run(grain);
    }

    protected override void Change(KeySessions sessions) => sessions.Advance(watermark);

    protected override void OnDone() => answer.Accept(null);

    protected override void OnDeclined() => answer.Decline(place);

    // Whether it was stored is seen by the grain, which loads.
    protected override void OnLost(Exception exception) => answer.Decline(place);
}
