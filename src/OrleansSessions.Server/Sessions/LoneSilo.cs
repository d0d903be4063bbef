namespace OrleansSessions.Server;

/// <summary>
/// Whether this silo is all of its cluster. Every key is its own then, and can be changed without an activation by which other silos
/// would find it. Thread-safe.
/// </summary>
/// <remarks>
/// Race: another silo joins after the look. Both may then hold a key; the store's fence lets only one of them change it, and the other
/// one calls the grain.
/// </remarks>
internal sealed class LoneSilo(IClusterMembershipService membership, ILocalSiloDetails silo)
{
    private volatile Look last = new(null, false);

    public bool IsAlone
    {
        get
        {
            var snapshot = membership.CurrentSnapshot;
            var look = last;
            if (look.Snapshot != snapshot)
            {
                last = look = new Look(snapshot, snapshot.Members.Values.All(IsThisOrDead));
            }

            return look.IsAlone;
        }
    }

    private bool IsThisOrDead(ClusterMember member) =>
        member.SiloAddress.Equals(silo.SiloAddress) ? member.Status == SiloStatus.Active : member.Status == SiloStatus.Dead;

    private sealed record Look(ClusterMembershipSnapshot? Snapshot, bool IsAlone);
}
