namespace OrleansSessions.Server;

/// <summary>
/// Whether this silo is all of its cluster. Every key is its own then, and can be changed without an activation by which other silos
/// would find it. Thread-safe.
/// </summary>
/// <remarks>A silo that joins has this one give up its keys (<see cref="SiloKeys.GiveUpAsync"/>) before its own grains take calls.</remarks>
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
