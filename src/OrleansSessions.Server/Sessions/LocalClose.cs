namespace OrleansSessions.Server;

/// <summary>Closes what is due of a key of this silo.</summary>
internal sealed class LocalClose(Watermark watermark, int place, BatchAnswer answer) : SessionLoan
{
    protected override void Change(KeySessions sessions) => sessions.Advance(watermark);

    protected override void OnDone() => answer.Accept(null);

    protected override void OnDeclined() => answer.Decline(place);

    // Whether it was stored is seen by the grain, which loads.
    protected override void OnLost(Exception exception) => answer.Decline(place);
}
