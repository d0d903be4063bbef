namespace OrleansSessions.Host.Page.Live;

/// <summary>How fast a silo, or all of them, takes events and closes sessions: each a second.</summary>
/// <param name="Accepted">Events that became part of a session.</param>
/// <param name="Late">Events that came too late.</param>
/// <param name="Rejected">Events that were not valid.</param>
/// <param name="Closed">Sessions that have closed.</param>
public readonly record struct SiloRates(double Accepted, double Late, double Rejected, double Closed)
{
    public static SiloRates operator +(SiloRates left, SiloRates right) =>
        new(left.Accepted + right.Accepted, left.Late + right.Late, left.Rejected + right.Rejected, left.Closed + right.Closed);
}
