using OrleansSessions.Testing;

namespace OrleansSessions.Sample.Tests;

/// <summary>The sessionizer in a test cluster: events go in, the watermark moves, closed sessions come out. Nothing waits for a clock.</summary>
public sealed class PageVisitTests
{
    private static readonly DateTimeOffset Ten = PageVisitCluster.Noon.AddHours(-2);

    private readonly CancellationToken cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watermark_PassesTheGap_ReaderAndSubscriberSeeTheVisits()
    {
        await using var cluster = await PageVisitCluster.StartAsync();
        var visits = cluster.Visits;

        var appended = await visits.AppendAsync(
            [
                new("ann", new PageRequest { Path = "/", Bytes = 10 }, Ten),
                new("bob", new PageRequest { Path = "/old.html", Status = 404 }, Ten.AddMinutes(5)),
                new("ann", new PageRequest { Path = "/cart.html", Bytes = 20 }, Ten.AddMinutes(20)),
            ],
            cancelled);
        await visits.AdvanceWatermarkAsync(Watermark.At(Ten.AddMinutes(50)));

        Assert.Equal(3, appended.Accepted);
        var closed = (await new ClosedSessionCollector<PageRequest, PageVisit>(visits).CollectAsync()).OrderBy(visit => visit.Key).ToList();
        Assert.Equal(["ann", "bob"], closed.Select(visit => visit.Key));
        Assert.Equal((Ten, Ten.AddMinutes(20), Ten.AddMinutes(50)), (closed[0].Start, closed[0].LastEvent, closed[0].End));
        Assert.Equal(new PageVisit { EntryPage = "/", ExitPage = "/cart.html", Pages = 2, Bytes = 30 }, closed[0].Result);
        Assert.Equal(new PageVisit { EntryPage = "/old.html", ExitPage = "/old.html", Pages = 1, Errors = 1 }, closed[1].Result);

        var subscribed = await cluster.Report.WaitForAsync(count: 2, cancelled);
        Assert.Equal(closed, subscribed.OrderBy(visit => visit.Key));
    }

    [Fact]
    public async Task Watermark_BeforeTheEnd_TheVisitIsOpen()
    {
        await using var cluster = await PageVisitCluster.StartAsync();
        var visits = cluster.Visits;

        await visits.AppendAsync([new("ann", new PageRequest { Path = "/" }, Ten)], cancelled);
        await visits.AdvanceWatermarkAsync(Watermark.At(Ten.AddMinutes(29)));

        Assert.Equal("/", Assert.Single(await visits.GetOpenAsync("ann")).Result!.EntryPage);
        Assert.Empty(await new ClosedSessionCollector<PageRequest, PageVisit>(visits).CollectAsync());
    }

    [Fact]
    public async Task Append_SentAgainWithTheSameStamps_CountsNothingTwice()
    {
        await using var cluster = await PageVisitCluster.StartAsync();
        var visits = cluster.Visits;
        var importer = ProducerId.FromName("access.log");
        SessionEvent<PageRequest>[] lines =
        [
            new("ann", new PageRequest { Path = "/", Bytes = 10 }, Ten, Stamp: new ProducerStamp(importer, Sequence: 1)),
            new("ann", new PageRequest { Path = "/", Bytes = 10 }, Ten, Stamp: new ProducerStamp(importer, Sequence: 2)),
        ];

        var first = await visits.AppendAsync(lines, cancelled);
        var second = await visits.AppendAsync(lines, cancelled);

        Assert.Equal((2, 0), (first.Accepted, first.Duplicates));
        Assert.Equal((0, 2), (second.Accepted, second.Duplicates));
        Assert.Equal(20, Assert.Single(await visits.GetOpenAsync("ann")).Result!.Bytes);
    }

    [Fact]
    public async Task Append_AfterTheVisitHasClosed_IsLateAndOnTheLateLog()
    {
        await using var cluster = await PageVisitCluster.StartAsync();
        var visits = cluster.Visits;
        await visits.AppendAsync([new("ann", new PageRequest { Path = "/" }, Ten)], cancelled);
        await visits.AdvanceWatermarkAsync(Watermark.At(Ten.AddHours(1)));

        var appended = await visits.AppendAsync([new("ann", new PageRequest { Path = "/late.html" }, Ten.AddMinutes(1))], cancelled);

        Assert.Equal(1, appended.Late);
        var late = await visits.ReadLatePageAsync(SessionCursor.Beginning, limit: 10, cancellationToken: cancelled);
        Assert.Equal("/late.html", Assert.Single(late.Items).Value.Path);
        Assert.Equal(1, Assert.Single(await new ClosedSessionCollector<PageRequest, PageVisit>(visits).CollectAsync()).Result!.Pages);
    }
}
