namespace OrleansSessions.Server;

/// <summary>The scanners of all active silos.</summary>
internal sealed class ClusterScanners(SessionScannerClient client, IClusterMembershipService membership, TimeProvider clock)
{
    // Longer than it takes until a silo that has died is known to be dead, shorter than a call may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Which membership is known here.</summary>
    public MembershipVersion MembershipVersion => membership.CurrentSnapshot.Version;

    public bool IsActive(SiloAddress silo) =>
        membership.CurrentSnapshot.Members.TryGetValue(silo, out var member) && member.Status == SiloStatus.Active;

    /// <summary>Learns of the silos that have become active.</summary>
    public ValueTask RefreshAsync() => membership.Refresh();

    /// <summary>Calls every scanner at once, and returns when each has answered, or its silo is known to have gone.</summary>
    /// <exception cref="SessionException">A silo that is active could not be reached.</exception>
    public Task ForEachAsync(Func<SiloAddress, ISessionScanner, Task> call) => CallAllAsync(call, ReachAsync);

    /// <summary>Calls every scanner at once, and passes over those that can not be reached.</summary>
    public Task AskEachAsync(Func<SiloAddress, ISessionScanner, Task> call) => CallAllAsync(call, AskAsync);

    /// <summary>Whether a call has found no silo. The connection may have broken, or the silo is about to stop or has gone.</summary>
    public static bool IsUnreached(Exception exception) => exception is SiloUnavailableException or OrleansMessageRejectionException;

    private Task CallAllAsync(
        Func<SiloAddress, ISessionScanner, Task> call, Func<SiloAddress, Func<SiloAddress, ISessionScanner, Task>, Task> callOne) =>
        Task.WhenAll(membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => callOne(member.SiloAddress, call)));

    // A silo that starts loads what is stored before it takes calls, and recovery finds the keys of one that went: but a broken
    // connection does not say that it went. The cluster does.
    private async Task ReachAsync(SiloAddress silo, Func<SiloAddress, ISessionScanner, Task> call)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await call(silo, client.On(silo));
                return;
            }
            catch (Exception exception) when (IsUnreached(exception))
            {
                await membership.Refresh();
                if (!IsActive(silo))
                {
                    return;
                }

                if (clock.GetElapsedTime(began) > Patience)
                {
                    throw new SessionException($"Silo {silo} could not be reached; try again.", exception);
                }
            }

            await Task.Delay(Pause, clock);
        }
    }

    private async Task AskAsync(SiloAddress silo, Func<SiloAddress, ISessionScanner, Task> call)
    {
        try
        {
            await call(silo, client.On(silo));
        }
        catch (Exception exception) when (IsUnreached(exception))
        {
        }
    }
}
