using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>An observer of scans that fails whenever it is told something.</summary>
public sealed class FailingObserverTests : ISessionScanObserver
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);
    private static readonly SessionName<int, long> Name = new("observed");

    private int failures;

    [Fact]
    public async Task Scan_ObserverThrows_GoesOn()
    {
        await using var silos = await SessionSilos.StartAsync(1, sessions =>
        {
            sessions.Services.AddSingleton<ISessionScanObserver>(this);
            sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options => options.Gap = Gap);
        });
        var sessions = silos.GetSessions(Name);
        await silos.Clock.AdvanceAsync(Gap);
        Assert.Equal(1, (await sessions.AppendAsync([new("k", 1)], TestContext.Current.CancellationToken)).Accepted);

        await silos.Clock.AdvanceAsync(Gap * 1.25);

        Assert.Equal("k", Assert.Single(await new ClosedSessionCollector<int, long>(sessions).CollectAsync()).Key);
        Assert.NotEqual(0, Volatile.Read(ref failures));
    }

    void ISessionScanObserver.OnScheduled(SiloAddress silo, string sessionizer, DateTimeOffset time) => Fail();

    void ISessionScanObserver.OnScanned(SiloAddress silo, string sessionizer, DateTimeOffset time) => Fail();

    void ISessionScanObserver.OnStopped(SiloAddress silo, string sessionizer) => Fail();

    private void Fail()
    {
        Interlocked.Increment(ref failures);
        throw new InvalidOperationException("Always.");
    }
}
