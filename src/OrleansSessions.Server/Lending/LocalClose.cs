namespace OrleansSessions.Server;

/// <summary>Closes what is due of keys of this silo, one after the other.</summary>
internal sealed class LocalClose(Sessionizer sessionizer, SessionServices services, Watermark watermark, BatchAnswer answer)
    : SessionLoan(sessionizer, services, answer)
{
    protected override void Change(KeySessions sessions) => sessions.CloseDue(watermark);

    protected override void OnDone() => Answer.Accept(null);

    // Whether it was stored is seen by the grain, which loads.
    protected override void OnLost(Exception exception) => Answer.Decline(Place);
}
