using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Accumulators that can not be copied, with a store that keeps objects.</summary>
public sealed class UncopyableTests : IAsyncLifetime
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);
    private static readonly SessionName<int, Unwritable> Name = new("uncopyable");

    private readonly string key = Keys.New();
    private SessionSilos silos = null!;

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, sessions =>
        sessions.AddSessionizer(Name, new UnwritableAggregator()).Configure(options => options.Gap = Gap));

    public async ValueTask DisposeAsync() => await silos.DisposeAsync();

    [Fact]
    public async Task Append_SessionCanNotBeCopied_StaysAsItWas()
    {
        await AppendAsync(5);

        await AssertFailsAsync(-10, "-5 has no form");

        await AppendAsync(2);
        await silos.Clock.AdvanceAsync(Gap * 1.25);
        await AssertClosedAsync(7);
    }

    [Fact]
    public async Task Append_TheOneBeforeIsPastItsEndAndTheNewOneCanNotBeCopied_TheOneBeforeCloses()
    {
        await silos.Clock.AdvanceAsync(Gap / 8);
        await AppendAsync(5);

        // Past the end, and before the tick that would close it.
        await silos.Clock.AdvanceAsync(Gap * 17 / 16);
        Assert.Empty(await CollectAsync());
        await AssertFailsAsync(-10, "-10 has no form");

        await silos.Clock.AdvanceAsync(Gap * 5 / 16);
        await AssertClosedAsync(5);
    }

    private async Task AppendAsync(int value)
    {
        var grain = silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(Name.Value, key));
        var result = await grain.AppendAsync(new SessionBatch<int>([new(key, value)]) { Stamp = new ProducerStamp(ProducerId.New(), 1) });
        Assert.Equal(1, result.Accepted);
    }

    private async Task AssertFailsAsync(int value, string message)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(value));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private async Task AssertClosedAsync(int sum)
    {
        var closed = Assert.Single(await CollectAsync());
        Assert.Equal((CloseReason.Gap, new Unwritable(sum)), (closed.Reason, closed.Result));
    }

    private async Task<IReadOnlyList<ClosedSession<Unwritable>>> CollectAsync() =>
        await new ClosedSessionCollector<int, Unwritable>(silos.GetSessions(Name)).CollectAsync();
}
