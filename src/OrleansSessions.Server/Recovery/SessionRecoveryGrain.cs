using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// Asks the store which keys are overdue and has them loaded and closed. Scanners call it at their start, at every
/// tick and when a silo dies, and then it asks if there may be any (<see cref="OrphanHorizon"/>); where the cluster has a reminder
/// service, its reminder calls it too, however far ticks are apart.
/// </summary>
[GrainType("session-recovery")]
internal sealed partial class SessionRecoveryGrain(
    SessionServices silo, IClusterMembershipService membership, IServiceProvider services, ILogger<SessionRecoveryGrain> logger)
    : Grain, ISessionRecoveryGrain, IRemindable
{
    private const int KeysPerStep = 1_000;

    private const string ReminderName = "recovery";

    // The shortest that Orleans allows.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainReminder? reminder;
    private OrphanHorizon? horizon;

    private string Name => this.GetPrimaryKeyString();

    public async Task RecoverAsync(long watermarkTicks, MembershipVersion version)
    {
        await RemindAsync();

        // The caller may know of a silo that has gone before this one does.
        await membership.Refresh(version);
        var (sessionizer, overdue) = (silo.Catalog.Get(Name), Watermark.FromTicks(watermarkTicks));
        horizon ??= new OrphanHorizon(sessionizer, silo.Store, membership);
        if (await MayHaveOrphansAsync(horizon) && await CloseOverdueAsync(sessionizer, overdue))
        {
            horizon.OnClosed(overdue);
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // A sessionizer that has been taken out of the configuration keeps its reminder, for it may come back; so do its sessions.
        if (silo.Catalog.Find(Name) is { } sessionizer)
        {
            await CloseOverdueAsync(sessionizer, sessionizer.Watermark);
        }
    }

    // Again after each activation: a reminder table may have been replaced or emptied since.
    private async Task RemindAsync()
    {
        if (reminder is not null || services.GetService<IReminderTable>() is null)
        {
            return;
        }

        try
        {
            reminder = await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        }
        catch (Exception exception)
        {
            // It is the backstop of the scanners' calls: those go on without it, and the next one tries again.
            LogReminderFailed(logger, Name, exception);
        }
    }

    private async Task<bool> MayHaveOrphansAsync(OrphanHorizon orphans)
    {
        try
        {
            return await orphans.MayHaveOrphansAsync();
        }
        catch (Exception exception)
        {
            LogHorizonFailed(logger, Name, exception);
            return true;
        }
    }

    // Whether all were closed that were found.
    private async Task<bool> CloseOverdueAsync(Sessionizer sessionizer, Watermark overdue)
    {
        var areClosed = true;
        var before = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var keys = await silo.Store.ReadDueAsync(sessionizer.Name, overdue, KeysPerStep, CancellationToken.None);

            // What is due by the store alone stays due when its grain finds nothing to close: the same keys again are the end.
            if (keys.All(before.Contains))
            {
                return areClosed;
            }

            LogRecovering(logger, sessionizer.Name, keys.Count);
            areClosed &= await CloseAsync(sessionizer, keys, overdue);
            before = new HashSet<string>(keys, StringComparer.Ordinal);
        }
    }

    private async Task<bool> CloseAsync(Sessionizer sessionizer, IReadOnlyList<string> keys, Watermark overdue)
    {
        var ownsAll = silo.OwnsAll(sessionizer);
        var found = keys.Select(key => ownsAll ? sessionizer.Keys.GetOrAdd(key) : sessionizer.Keys.Find(key)).ToList();
        var declined = await DueKeys.CloseAsync(sessionizer, silo, overdue, found);
        var called = await Task.WhenAll(declined.Select(place => CallAsync(sessionizer, keys[place], overdue)));
        return called.All(isClosed => isClosed);
    }

    private async Task<bool> CallAsync(Sessionizer sessionizer, string key, Watermark overdue)
    {
        try
        {
            await GrainFactory.GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, key)).CloseDueAsync(overdue.Ticks);
            return true;
        }
        catch (Exception exception)
        {
            // It stays due and is tried again; it must not keep the others waiting.
            LogCloseFailed(logger, sessionizer.Name, key, exception);
            return false;
        }
    }
}
