using Orleans.Runtime.Placement;
using OrleansSessions.Servers;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>Silos of both versions in one cluster, on one store.</summary>
public sealed class RollingUpgradeTests : IAsyncLifetime
{
    private const int RoundsOfBoth = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string[] keys = [.. Enumerable.Range(0, 40).Select(i => $"k{i}")];
    private readonly SiloPorts stays = SiloPorts.FindFree();
    private readonly SiloPorts changes = SiloPorts.FindFree();
    private PostgreSqlServer server = null!;

    private string Store => $"postgres:{server.ConnectionString};Include Error Detail=true";

    public async ValueTask InitializeAsync() => server = await PostgreSqlServer.StartNewAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Append_SiloIsReplacedByTheNextVersion_EveryEventIsInOneClosedSession()
    {
        // The memberships of this kind of cluster are kept by the silo that is first, so it is the other one that changes.
        await using var first = await SiloProcess.StartAsync(SiloVersion.After, Store, stays);
        await using var before = await SiloProcess.StartAsync(SiloVersion.Before, Store, changes, stays);
        await using var client = await SiloClient.ConnectAsync(stays, "left");
        await using var other = await SiloClient.ConnectAsync(changes, "right");
        VisitSender[] senders = [new(client.Visits, keys, 0, 2), new(other.Visits, keys, 1, 2)];

        var probes = await SpreadAsync(client, senders[0]);
        for (var i = 0; i < RoundsOfBoth; i++)
        {
            await Task.WhenAll(senders.Select(sender => sender.SendRoundAsync()));
        }

        var overview = await client.Visits.GetOverviewAsync();
        Assert.All(overview.Silos, silo => Assert.True(silo.OpenKeys >= keys.Length / 2));
        Assert.All(overview.Silos, silo => Assert.Empty(silo.SetAside));

        var closedByThen = probes + keys.Length * (RoundsOfBoth / VisitSender.RoundsPerSession);

        // Each version reads what the other has put on the log.
        Assert.Equal(await NumbersOfAsync(client, closedByThen), await NumbersOfAsync(other, closedByThen));

        var replaced = ReplaceAsync(before);
        await Task.WhenAll(senders.Select(sender => sender.SendUntilAsync(replaced)));
        await using var next = await replaced;
        for (var i = 0; i < RoundsOfBoth; i++)
        {
            await Task.WhenAll(senders.Select(sender => sender.SendRoundAsync()));
        }

        Assert.Empty(await client.Visits.ReadSetAsideAsync());
        await client.Visits.AdvanceWatermarkAsync(Watermark.End);
        await other.Visits.AdvanceWatermarkAsync(Watermark.End);
        await AssertEachOnceAsync(client, senders);
    }

    // Half of the keys to each silo, where they stay. A silo that has joined gets none until the others know what it can do: that
    // is found out by keys that are used for nothing else.
    private async Task<int> SpreadAsync(SiloClient client, VisitSender sender)
    {
        var silos = (await client.Visits.GetOverviewAsync()).Silos.Select(silo => silo.Silo).ToList();
        Assert.Equal(2, silos.Count);
        var started = TimeProvider.System.GetTimestamp();
        var probes = 0;
        while ((await client.Visits.GetOverviewAsync()).Silos.Any(silo => silo.OpenKeys == 0))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "The silo that has joined gets no keys.");
            foreach (var silo in silos)
            {
                await SendToAsync(silo, sender, [$"probe{probes++}"]);
            }
        }

        foreach (var (silo, half) in silos.Zip(keys.Chunk(keys.Length / 2)))
        {
            await SendToAsync(silo, sender, half);
        }

        return probes;
    }

    private static async Task SendToAsync(string silo, VisitSender sender, string[] keys)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo));
        try
        {
            await sender.SendAsync(keys);
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    private async Task<SiloProcess> ReplaceAsync(SiloProcess before)
    {
        await before.StopAsync();
        return await SiloProcess.StartAsync(SiloVersion.After, Store, changes, stays);
    }

    private static async Task<long[]> NumbersOfAsync(SiloClient client, int sessions)
    {
        var token = TestContext.Current.CancellationToken;
        var closed = await client.Visits.ReadClosedAsync(SessionCursor.Beginning, token).Take(sessions).ToListAsync(token);
        return [.. closed.SelectMany(session => session.Result!.Numbers).Order()];
    }

    private static async Task AssertEachOnceAsync(SiloClient client, VisitSender[] senders)
    {
        var closed = await client.Visits.ReadClosedAsync();
        var found = closed
            .SelectMany(session => session.Result!.Numbers.Select(number => (Number: number, session.Key)))
            .ToDictionary(item => item.Number, item => item.Key);
        foreach (var sender in senders)
        {
            Assert.Empty(sender.Refused);
            Assert.All(sender.Acknowledged, sent => Assert.Equal(sent.Value, found[sent.Key]));
        }

        // What was not acknowledged may have been taken or not.
        var unsure = senders.Sum(sender => sender.Unacknowledged);
        Assert.InRange(found.Count - senders.Sum(sender => sender.Acknowledged.Count), 0, unsure);
        Assert.All(closed, session => Assert.Equal(session.Count, session.Result!.Numbers.Length));
        Assert.Empty(await client.Visits.ReadLateAsync());
        Assert.Equal(closed.Count, closed.Select(session => session.Id).Distinct().Count());
    }
}
