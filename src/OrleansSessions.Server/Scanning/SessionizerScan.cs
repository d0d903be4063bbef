using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>Scans of one sessionizer on one silo, one at a time. Runs in the scanner's turns.</summary>
internal sealed partial class SessionizerScan(Sessionizer sessionizer, SessionServices services, IGrainFactory grains, ILogger logger)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    // What fills the store's groups, which costs the least; no more, so that appends need not wait for several when very many sessions
    // end at once.
    private readonly int maxConcurrent = services.Committer.Capacity;
    private readonly List<ExpiryEntry<string>> due = [];

    public Sessionizer Sessionizer => sessionizer;

    /// <summary>Has all closed that is due now.</summary>
    /// <returns>How many could not be reached; they stay due.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // One scan at a time: who waits for a scan also waits for the keys that an earlier one has taken but not yet closed.
        await turn.WaitAsync(cancellationToken);
        using var measured = ScanScope.Begin(sessionizer);
        var unreachable = new List<SiloKey>();
        try
        {
            var watermark = sessionizer.Watermark;
            do
            {
                due.Clear();
                sessionizer.Keys.TakeDue(watermark, maxConcurrent, due);
                measured.Add(due.Count);
                await CloseAsync(watermark, unreachable);
            }
            while (due.Count > 0 && !cancellationToken.IsCancellationRequested);

            return unreachable.Count;
        }
        catch
        {
            // Those that have been returned already, or are not of this silo any more, stay as they are.
            due.ForEach(sessionizer.Keys.Return);
            throw;
        }
        finally
        {
            // Only now, so that a key that can not be reached is tried once a scan.
            unreachable.ForEach(sessionizer.Keys.Return);
            turn.Release();
        }
    }

    /// <summary>Waits for the scan that is running; none comes after it.</summary>
    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        turn.Dispose();
    }

    private async Task CloseAsync(Watermark watermark, List<SiloKey> unreachable)
    {
        var keys = due.ConvertAll(entry => (SiloKey)entry);
        var places = await DueKeys.CloseAsync(sessionizer, services, watermark, keys);
        var declined = places.Select(place => keys[place]).ToHashSet();
        foreach (var entry in keys)
        {
            if (!declined.Contains(entry))
            {
                sessionizer.Keys.Return(entry);
            }
        }

        await Task.WhenAll(declined.Select(entry => CallAsync(entry, watermark, unreachable)));
    }

    private async Task CallAsync(SiloKey entry, Watermark watermark, List<SiloKey> unreachable)
    {
        try
        {
            var taken = entry.Deadline ?? watermark;
            var grain = grains.GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, entry.Key));
            var owner = await grain.CloseDueAsync(watermark.Ticks);
            if (owner.Equals(services.Silo.SiloAddress))
            {
                sessionizer.Keys.Return(entry);
            }
            else
            {
                sessionizer.Keys.Drop(entry, taken);
            }
        }
        catch (Exception exception)
        {
            LogCloseFailed(logger, sessionizer.Name, entry.Key, exception);
            unreachable.Add(entry);
        }
    }
}
