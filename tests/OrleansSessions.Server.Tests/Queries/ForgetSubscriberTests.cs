using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class ForgetSubscriberTests
{
    // In one partition, more holes in a row than are read at once.
    private const int HoleCount = 1_500;

    private readonly MemorySessionStore memory = new(new MemorySessionStoreOptions { Partitions = 1 });
    private readonly SessionTestClock clock = new();
    private readonly string forgotten = Keys.New();

    [Fact]
    public async Task Forget_ManyEntriesInARow_ASubscriberThatReadsThemAgainPassesTheHoles()
    {
        var (first, second, third) = (Keys.New(), Keys.New(), Keys.New());
        var sink = new ClosedSessionSink();
        await using (var silos = await StartAsync(memory, sink))
        {
            var sessions = silos.GetSessions(TestSessions.Exclusive);
            await CloseAsync(sessions, first);
            await sessions.AppendAsync(
                [.. Enumerable.Range(0, HoleCount).Select(i => new SessionEvent<int>(forgotten, i))], TestContext.Current.CancellationToken);
            await CloseAsync(sessions, second);
            await sink.WaitAsync(taken => taken.Any(session => session.Key == second), TestContext.Current.CancellationToken);
            Assert.Equal(HoleCount, sink.Taken.Where(session => session.Key == forgotten).DistinctBy(session => session.Id).Count());

            await sessions.ForgetAsync(forgotten);

            // The one that goes on where it is.
            await CloseAsync(sessions, third);
            await sink.WaitAsync(taken => taken.Any(session => session.Key == third), TestContext.Current.CancellationToken);
        }

        var again = new ClosedSessionSink();
        await using var restarted = await StartAsync(new ForgetfulStore(memory), again);
        await again.WaitAsync(taken => taken.Any(session => session.Key == third), TestContext.Current.CancellationToken);

        Assert.Equal([first, second, third], again.Taken.DistinctBy(session => session.Id).Select(session => session.Key));
    }

    private static async Task CloseAsync(ISessionClient<int, decimal> sessions, string key) =>
        Assert.Equal(1, (await sessions.AppendAsync([new(key, 1)], TestContext.Current.CancellationToken)).Accepted);

    private Task<SessionSilos> StartAsync(ISessionStore store, ClosedSessionSink sink) => SessionSilos.StartAsync(1, store, clock, sessions =>
    {
        sessions.Services.AddSingleton(sink);
        // Every event is a session of its own.
        sessions.AddSessionizer(TestSessions.Exclusive, SessionAggregators.Sum<int>(value => value)).Configure(options => options.MaxEvents = 1);
    });
}
