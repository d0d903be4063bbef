namespace OrleansSessions.Server.Tests;

public sealed class MaxAheadTests
{
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Append_AtMaxAheadOrATickPast_IsAcceptedOrRejected(int ticksPast, int accepted)
    {
        await using var cluster = await SourcesCluster.StartAsync(options => options.MaxAhead = MaxAhead);

        var result = await cluster.SendAsync(0, "key", cluster.Now + MaxAhead + TimeSpan.FromTicks(ticksPast));

        Assert.Equal(accepted, result.Accepted);
        Assert.Equal(1 - accepted, result.Rejected);
    }

    [Fact]
    public async Task Append_MaxAheadIsNotSet_TakesAnyTime()
    {
        await using var cluster = await SourcesCluster.StartAsync(options => options.MaxAhead = null);

        Assert.Equal(1, (await cluster.SendAsync(0, "key", cluster.Now.AddYears(100))).Accepted);
    }

    [Fact]
    public async Task End_FurtherAhead_IsRefusedAndEndsNothing()
    {
        await using var cluster = await SourcesCluster.StartAsync(options => options.MaxAhead = MaxAhead);
        await cluster.SendAsync(0, "key", cluster.Now);

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => cluster.Sessions.EndAsync("key", cluster.Now + MaxAhead + TimeSpan.FromTicks(1)));

        Assert.Contains("ahead of the clock", exception.Message, StringComparison.Ordinal);
        Assert.Single(await cluster.Sessions.GetOpenAsync("key"));
        Assert.Equal(1, await cluster.Sessions.EndAsync("key", cluster.Now + MaxAhead));
    }
}
