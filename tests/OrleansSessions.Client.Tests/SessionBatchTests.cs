using CsCheck;

namespace OrleansSessions.Client.Tests;

public sealed class SessionBatchTests
{
    [Fact]
    public void GroupByKey_AnyBatch_KeepsEveryEventOnceInOrder() => Gen.Int[0, 5].Array[0, 60].Sample(keys =>
    {
        var events = keys.Select((key, i) => new SessionEvent<int>($"k{key}", i)).ToArray();

        var batch = new SessionBatch<int>(events);
        var groups = batch.GroupByKey();

        var all = Enumerable.Range(0, groups.Count).Select(group => (Key: groups.GetKey(group), Places: groups.GetPlaces(group).ToArray())).ToList();
        Assert.Equal(events.Select(item => item.Key).Distinct(), all.Select(group => group.Key));
        Assert.Equal(Enumerable.Range(0, events.Length), all.SelectMany(group => group.Places).Order());
        foreach (var (key, places) in all)
        {
            Assert.Equal(places.Order(), places);
            Assert.All(places, place => Assert.Equal(key, events[place].Key));
            Assert.Equal(places, ((SessionBatch<int>)batch.Select(places)).Events.ToArray().Select(item => item.Value));
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
