using CsCheck;

namespace OrleansSessions.Client.Tests;

public sealed class SessionBatchTests
{
    [Fact]
    public void GroupByKey_AnyBatch_KeepsEveryEventOnceInOrder() => Gen.Int[0, 5].Array[0, 60].Sample(keys =>
    {
        var events = keys.Select((key, i) => new SessionEvent<int>($"k{key}", i)).ToArray();

        var groups = new SessionBatch<int>(events).GroupByKey();

        Assert.Equal(keys.Distinct().Count(), groups.Count);
        Assert.Equal(Enumerable.Range(0, events.Length), groups.SelectMany(group => group.Indexes).Order());
        foreach (var group in groups)
        {
            var batch = (SessionBatch<int>)group.Batch;
            Assert.Equal(group.Indexes, batch.Events.ToArray().Select(item => item.Value));
            Assert.Equal(group.Indexes.Order(), group.Indexes);
            Assert.All(batch.Events.ToArray(), item => Assert.Equal(group.Key, item.Key));
        }
    });

    [Fact]
    public void AppendResult_Problems_AreCountedByOutcome()
    {
        var result = new AppendResult(
            3,
            [
                new EventProblem(0, AppendOutcome.Late, "late"),
                new EventProblem(1, AppendOutcome.Rejected, "bad"),
                new EventProblem(4, AppendOutcome.Late, "late"),
                new EventProblem(6, AppendOutcome.Failed, "store"),
            ]);

        Assert.Equal((3, 2, 1, 1), (result.Accepted, result.Late, result.Rejected, result.Failed));
    }
}
