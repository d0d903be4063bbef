namespace OrleansSessions.Client.Tests;

public sealed class AppendLanesTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HoldingIngress ingress = new();
    private readonly AppendLanes<int> lanes;

    public AppendLanesTests() => lanes = new AppendLanes<int>(ingress, new SourceTracker("source", TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task Append_Nothing_SendsNothing()
    {
        Assert.Equal(0, (await lanes.AppendAsync([])).Accepted);
        Assert.Empty(ingress.Batches);
    }

    [Fact]
    public void Append_ManyKeys_EachKeyGoesByOneLaneInOrder()
    {
        _ = lanes.AppendAsync([.. Enumerable.Range(0, 400).Select(i => Event($"k{i % 40}", i))]);

        Assert.InRange(ingress.Batches.Count, 2, 8);
        Assert.Equal(400, ingress.Batches.Sum(batch => batch.Count));
        Assert.Equal(40, ingress.Batches.Sum(batch => Keys(batch).Distinct().Count()));
        Assert.Equal(ingress.Batches.Count, ingress.Batches.Select(batch => batch.Stamp!.Value.Producer).Distinct().Count());
        foreach (var batch in ingress.Batches)
        {
            var values = batch.Events.ToArray().Select(item => item.Value).ToList();
            Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public async Task Append_ManyAtOnceInTheProcess_EachEventIsSentOnce()
    {
        var taking = new TakingIngress();
        var inProcess = new AppendLanes<int>(taking, new SourceTracker("source", TimeProvider.System), TimeProvider.System);
        var value = 0;
        var appends = Enumerable.Range(0, 200).Select(append =>
            Enumerable.Range(0, append % 50 * 7 + 1).Select(i => Event($"k{i % 60}", value++)).ToArray()).ToList();

        var results = await Task.WhenAll(appends.Select(events => Task.Run(() => inProcess.AppendAsync(events))));

        Assert.Equal(value, results.Sum(result => result.Accepted));
        Assert.Equal(Enumerable.Range(0, value), taking.Taken.Order());
    }

    [Fact]
    public void Append_KeyIsOnItsWay_WaitsForTheAnswerAndGoesTogether()
    {
        var first = lanes.AppendAsync([Event("k", 1)]);
        var second = lanes.AppendAsync([Event("k", 2)]);
        var third = lanes.AppendAsync([Event("k", 3)]);
        Assert.Single(ingress.Batches);

        ingress.Answer(0);

        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted || third.IsCompleted);
        Assert.Equal([2, 3], ingress.Batches[1].Events.ToArray().Select(item => item.Value));
        Assert.True(ingress.Batches[1].Stamp!.Value.Sequence > ingress.Batches[0].Stamp!.Value.Sequence);
    }

    [Fact]
    public async Task Append_ProblemsOnSeveralLanes_AreTheCallersEventsInOrder()
    {
        var events = Enumerable.Range(0, 100).Select(i => Event($"k{i}", i)).ToArray();
        var append = lanes.AppendAsync(events);
        for (var call = 0; call < ingress.Batches.Count; call++)
        {
            var last = ingress.Batches[call].Count - 1;
            ingress.Answer(call, new EventProblem(0, AppendOutcome.Late, "late"), new EventProblem(last, AppendOutcome.Rejected, "bad"));
        }

        var result = await append;

        var expected = ingress.Batches.SelectMany(batch => new[] { batch.Events[0].Value, batch.Events[^1].Value }).Order();
        Assert.Equal(expected, result.Problems.Select(problem => problem.Index));
        Assert.Equal(100 - result.Problems.Count, result.Accepted);
    }

    [Fact]
    public void Append_EarlierEventWaitsForItsLane_LaterOnesTellOfIt()
    {
        var (same, other) = FindKeys();
        _ = lanes.AppendAsync([Event(same, 1, 100)]);
        _ = lanes.AppendAsync([Event(same, 2, 10)]);
        _ = lanes.AppendAsync([Event(other, 3, 200)]);

        // The second waits behind the first, but is not forgotten.
        Assert.Equal(Start.AddSeconds(10), ingress.Batches[1].Source!.Value.LeastUnacknowledged);
    }

    [Fact]
    public async Task Append_AllAnswered_TellsThatNothingIsHeldBack()
    {
        var (one, other) = FindKeys();
        var append = lanes.AppendAsync([Event(one, 1, 100), Event(other, 2, 50)]);
        Assert.Equal(Start.AddSeconds(50), ingress.Batches[1].Source!.Value.LeastUnacknowledged);

        ingress.Answer(0);
        Assert.Empty(ingress.Reports);
        ingress.Answer(1);
        await append;

        Assert.Null(Assert.Single(ingress.Reports).LeastUnacknowledged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_AllAnswered_IsAnsweredWhenTheSiloKnowsOrCanNotBeTold(bool isLost)
    {
        var (one, other) = FindKeys();
        var hearing = new TaskCompletionSource();
        ingress.Hearing = hearing.Task;
        var append = lanes.AppendAsync([Event(one, 1, 100), Event(other, 2, 50)]);
        ingress.Answer(0);
        ingress.Answer(1);
        Assert.False(append.IsCompleted);

        if (isLost)
        {
            hearing.SetException(new TimeoutException());
        }
        else
        {
            hearing.SetResult();
        }

        Assert.Equal(2, (await append).Accepted);
    }

    // Two keys of different lanes, in the order of their lanes; which those are differs from process to process.
    private static (string One, string Other) FindKeys()
    {
        var found = Enumerable.Range(0, 100).Select(i => $"k{i}").DistinctBy(AppendLanes<int>.LaneOf).OrderBy(AppendLanes<int>.LaneOf).ToList();
        return (found[0], found[1]);
    }

    private static IEnumerable<string> Keys(SessionBatch<int> batch) => batch.Events.ToArray().Select(item => item.Key);

    private static SessionEvent<int> Event(string key, int value, int? second = null) =>
        new(key, value, second is { } at ? Start.AddSeconds(at) : null);
}
