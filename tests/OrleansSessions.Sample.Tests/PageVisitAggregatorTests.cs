using OrleansSessions.Testing;

namespace OrleansSessions.Sample.Tests;

/// <summary>The aggregator by itself: no silo, no time. One check of the laws finds most of what can be wrong with one.</summary>
public sealed class PageVisitAggregatorTests
{
    private static readonly DateTimeOffset Ten = new(2030, 1, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly PageVisitAggregator aggregator = new();

    [Fact]
    public void Aggregator_RandomSessions_KeepTheLaws() => SessionAggregatorLaws.Check(aggregator, random => new PageRequest
    {
        Path = random.GetItems(["/", "/cart.html", "/logo.gif"], 1)[0],
        Status = random.GetItems([200, 404, 500], 1)[0],
        Bytes = random.Next(3),
    });

    [Fact]
    public void GetResult_PagesAndImages_EntryAndExitArePages()
    {
        var visit = Aggregate(
            (Ten, new PageRequest { Path = "/logo.gif", Bytes = 1 }),
            (Ten.AddMinutes(1), new PageRequest { Path = "/", Bytes = 10 }),
            (Ten.AddMinutes(2), new PageRequest { Path = "/cart.html", Bytes = 100 }),
            (Ten.AddMinutes(3), new PageRequest { Path = "/gone.gif", Status = 404 }));

        Assert.Equal(new PageVisit { EntryPage = "/", ExitPage = "/cart.html", Pages = 2, Bytes = 111, Errors = 1 }, visit);
    }

    [Fact]
    public void GetResult_TwoPagesAtOneInstant_PathsDecideNotTheOrder()
    {
        var (home, cart) = ((Ten, new PageRequest { Path = "/" }), (Ten, new PageRequest { Path = "/cart.html" }));

        Assert.Equal(new PageVisit { EntryPage = "/", ExitPage = "/cart.html", Pages = 2 }, Aggregate(home, cart));
        Assert.Equal(Aggregate(home, cart), Aggregate(cart, home));
    }

    [Fact]
    public void GetResult_OnlyImages_NoPages() => Assert.Equal(
        new PageVisit { Bytes = 7 }, Aggregate((Ten, new PageRequest { Path = "/logo.gif", Bytes = 7 })));

    private PageVisit Aggregate(params (DateTimeOffset Time, PageRequest Request)[] events) => aggregator.GetResult(
        events.Aggregate(aggregator.CreateAccumulator(), (sum, item) => aggregator.Add(sum, item.Request, item.Time)));
}
