namespace OrleansSessions.Server;

/// <summary>The scanners of all active silos.</summary>
internal sealed class ClusterScanners(SessionScannerClient client, IClusterMembershipService membership)
{
    public bool IsActive(SiloAddress silo) =>
        membership.CurrentSnapshot.Members.TryGetValue(silo, out var member) && member.Status == SiloStatus.Active;

    /// <summary>Learns of the silos that have become active.</summary>
    public ValueTask RefreshAsync() => membership.Refresh();

    /// <summary>Calls every scanner at once, and returns when all have answered.</summary>
    public Task ForEachAsync(Func<SiloAddress, ISessionScanner, Task> call) =>
        Task.WhenAll(membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => CallAsync(member.SiloAddress, call)));

    private async Task CallAsync(SiloAddress silo, Func<SiloAddress, ISessionScanner, Task> call)
    {
        try
        {
            await call(silo, client.On(silo));
        }
        catch (Exception exception) when (exception is SiloUnavailableException or OrleansMessageRejectionException)
        {
            // Race: the silo has gone since. A silo that starts loads what is stored before it takes calls, and recovery finds
            // the keys of the one that went.
        }
    }
}
