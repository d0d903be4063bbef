namespace OrleansSessions.Server;

/// <summary>Tells which changes of the membership are the death of a silo.</summary>
/// <param name="known">The membership whose dead silos are no news.</param>
internal sealed class SiloDeaths(ClusterMembershipSnapshot known)
{
    private HashSet<SiloAddress> dead = FindDead(known);

    /// <summary>Whether a silo has died since the last call.</summary>
    public bool IsNew(ClusterMembershipSnapshot snapshot)
    {
        var before = dead;
        dead = FindDead(snapshot);
        return !dead.IsSubsetOf(before);
    }

    private static HashSet<SiloAddress> FindDead(ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Dead).Select(member => member.SiloAddress)];
}
