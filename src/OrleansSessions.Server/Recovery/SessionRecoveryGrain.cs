using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// Asks the store which keys are overdue and calls their grains, which load and close. Scanners call it after each scan, so it
/// works for as long as any silo does; a key comes up at most two scan intervals after it was due.
/// </summary>
[GrainType("session-recovery")]
internal sealed partial class SessionRecoveryGrain(SessionizerCatalog catalog, ISessionStore store, ILogger<SessionRecoveryGrain> logger)
    : Grain, ISessionRecoveryGrain
{
    private const int KeysPerStep = 1_000;

    private Sessionizer sessionizer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = catalog.Get(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task RecoverAsync(long watermarkTicks)
    {
        if (FindOverdue(Watermark.FromTicks(watermarkTicks)) is not { } overdue)
        {
            return;
        }

        var before = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var keys = await store.ReadDueAsync(sessionizer.Name, overdue, KeysPerStep, CancellationToken.None);

            // What is due by the store alone stays due when its grain finds nothing to close: the same keys again are the end.
            if (keys.All(before.Contains))
            {
                return;
            }

            LogRecovering(logger, sessionizer.Name, keys.Count);
            await Task.WhenAll(keys.Select(key => GrainFactory
                .GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, key))
                .CloseDueAsync(watermarkTicks)
                .AsTask()));
            before = new HashSet<string>(keys, StringComparer.Ordinal);
        }
    }

    // On the arrival clock a key is overdue when a scanner that knew it would have closed it already. On event time all
    // scanners have closed what the watermark closes before the watermark grain answers, so whatever is due is overdue.
    private Watermark? FindOverdue(Watermark watermark)
    {
        if (sessionizer.IsEventTime || watermark == Watermark.End)
        {
            return watermark;
        }

        var ticks = watermark.Ticks - sessionizer.ScanInterval.Ticks;
        return ticks > 0 ? Watermark.FromTicks(ticks) : null;
    }
}
