using System.Threading.Channels;

namespace OrleansSessions.Server.Tests;

/// <summary>What the subscriber of a cluster's late events has taken.</summary>
internal sealed class LateEventSink
{
    private readonly Channel<LateEvent<int>> taken = Channel.CreateUnbounded<LateEvent<int>>();

    public void Take(LateEvent<int> late) => Assert.True(taken.Writer.TryWrite(late));

    /// <summary>The next, once it has come.</summary>
    public async Task<LateEvent<int>> NextAsync() => await taken.Reader
        .ReadAsync(TestContext.Current.CancellationToken)
        .AsTask()
        .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
}
