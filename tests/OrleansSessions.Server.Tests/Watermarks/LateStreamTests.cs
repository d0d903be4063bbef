namespace OrleansSessions.Server.Tests;

public sealed class LateStreamTests
{
    [Fact]
    public async Task Append_Late_IsOnTheLateLogAndReachesSubscribers()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var watermark = cluster.Now + SourcesCluster.Gap;
        await cluster.Sessions.AdvanceWatermarkAsync(Watermark.At(watermark));
        var keys = Enumerable.Range(0, 50).Select(i => $"late-{i}").ToList();
        var time = watermark - SourcesCluster.Gap - SourcesCluster.Lateness;

        var result = await cluster.Sessions.AppendAsync(
            [.. keys.Select((key, i) => new SessionEvent<int>(key, i, time))], TestContext.Current.CancellationToken);

        Assert.Equal(keys.Count, result.Late);
        var page = await cluster.Sessions.ReadLatePageAsync(
            SessionCursor.Beginning, 1_000, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            keys.Select((key, i) => (key, i, time, watermark)).OrderBy(item => item.i),
            page.Items.Select(item => (item.Key, item.Value, item.Timestamp, item.Watermark)).OrderBy(item => item.Value));
        var taken = new HashSet<LateEvent<int>>();
        while (taken.Count < keys.Count)
        {
            taken.Add(await cluster.Late.NextAsync());
        }

        Assert.Equal(page.Items.ToHashSet(), taken);
    }
}
