using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>A silo that events never stop to come to, while others join it and go.</summary>
public sealed class GrowingClusterTests
{
    private const int KeyCount = 20;
    private const int SenderCount = 4;
    private const int Rounds = 3;

    private static readonly TimeSpan Gap = TimeSpan.FromDays(1);
    private static readonly SessionName<int, long> Name = new("growing");

    private readonly List<string> keys = [.. Enumerable.Range(0, KeyCount).Select(_ => Keys.New())];
    private readonly long[] acknowledged = new long[KeyCount];
    private readonly long[] sent = new long[KeyCount];
    private volatile bool isEnough;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_SilosJoinAndGo_AcknowledgedIsCountedOnce(bool isKilled)
    {
        await using var silos = await SessionSilos.StartAsync(1, sessions =>
            sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options => options.Gap = Gap));
        var senders = Enumerable.Range(0, SenderCount)
            .Select(_ => Task.Run(() => SendAsync(silos.Cluster.Silos[0]), TestContext.Current.CancellationToken)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var joined = await silos.Cluster.StartAdditionalSiloAsync();
            await WaitForAppendsAsync();
            var more = Task.Run(() => SendAsync(joined, 100), TestContext.Current.CancellationToken);
            await WaitForAppendsAsync();
            await more;
            await (isKilled
                ? silos.Cluster.KillSiloAsync(joined, TestContext.Current.CancellationToken)
                : silos.Cluster.StopSiloAsync(joined, TestContext.Current.CancellationToken));
            await WaitForAppendsAsync();
        }

        isEnough = true;
        await Task.WhenAll(senders);
        var sessions = SessionsOn(silos.Cluster.Silos[0]);
        for (var key = 0; key < KeyCount; key++)
        {
            Assert.InRange(Assert.Single(await sessions.GetOpenAsync(keys[key])).Count, acknowledged[key], sent[key]);
        }

        await silos.Clock.AdvanceAsync(Gap * 1.25);
        var closed = (await new ClosedSessionCollector<int, long>(sessions).CollectAsync()).ToLookup(session => session.Key);
        for (var key = 0; key < KeyCount; key++)
        {
            Assert.InRange(Assert.Single(closed[keys[key]]).Count, acknowledged[key], sent[key]);
        }
    }

    private static ISessionClient<int, long> SessionsOn(InProcessSiloHandle silo) => SessionSilos.ClientOf(silo).GetSessions(Name);

    private async Task SendAsync(InProcessSiloHandle silo, int count = int.MaxValue)
    {
        var sessions = SessionsOn(silo);
        for (var i = 0; i < count && !isEnough; i++)
        {
            var key = Random.Shared.Next(KeyCount);
            Interlocked.Increment(ref sent[key]);
            var result = await sessions.AppendAsync([new(keys[key], 1)], TestContext.Current.CancellationToken);
            if (result.Accepted == 1)
            {
                Interlocked.Increment(ref acknowledged[key]);
            }
        }
    }

    // So that there are some in every state of the cluster.
    private async Task WaitForAppendsAsync()
    {
        var before = acknowledged.Sum();
        while (acknowledged.Sum() < before + 200)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
