using System.Diagnostics;

namespace OrleansSessions.Server.Tests;

public sealed class IdleSessionsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SessionName<int, long> Name = new("patient");

    [Fact]
    public async Task Append_ThenNothing_SessionLeavesMemoryAndStaysOpen()
    {
        await using var silos = await SessionSilos.StartAsync(1, sessions =>
            sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options =>
            {
                options.Gap = TimeSpan.FromDays(100_000);
                options.ScanInterval = TimeSpan.FromDays(1);
            }));
        var sessions = silos.GetSessions(Name);
        await sessions.AppendAsync([new("key", 1)], TestContext.Current.CancellationToken);
        var entry = SessionSilos.SessionizerOf(silos.Cluster.Silos[0], Name.Value).Keys.Find("key")!;
        Assert.NotNull(entry.Free);

        // The silo looks for idle keys on its own, and nobody can tell when it has.
        var patience = Stopwatch.StartNew();
        while (entry.Free is not null && patience.Elapsed < Patience)
        {
            await silos.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Null(entry.Free);
        Assert.Equal(1, Assert.Single(await sessions.GetOpenAsync("key")).Count);
    }
}
