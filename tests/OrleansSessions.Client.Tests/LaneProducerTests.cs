namespace OrleansSessions.Client.Tests;

public sealed class LaneProducerTests
{
    public static TheoryData<Exception> Unanswered =>
    [
        new TimeoutException(), new SiloUnavailableException(), new IOException(),
        // What a silo answers about a call that has waited too long for a place to go to.
        new OperationCanceledException("Message expired before placement could complete."),
    ];

    [Theory]
    [MemberData(nameof(Unanswered))]
    public async Task Send_CallIsNotAnswered_SendsAgainUnderTheSameStamp(Exception exception)
    {
        var ingress = new UnansweringIngress(exception);
        var producer = new LaneProducer<int>(ingress, new EventArrays<int>(areReused: false), TimeProvider.System);

        var result = await producer.SendAsync([new SessionEvent<int>("key", 1)], 1, new SourceProgress("source", 1, null));

        Assert.Equal((1, 0), (result.Accepted, result.Failed));
        Assert.Equal(2, ingress.Stamps.Count);
        Assert.Equal(ingress.Stamps[0], ingress.Stamps[1]);
    }

    [Fact]
    public async Task Send_SessionizerDoesNotTakeSuchEvents_DoesNotSendAgain()
    {
        var ingress = new UnansweringIngress(new SessionException("Another event type."));
        var producer = new LaneProducer<int>(ingress, new EventArrays<int>(areReused: false), TimeProvider.System);

        await Assert.ThrowsAsync<SessionException>(() => producer.SendAsync([new SessionEvent<int>("key", 1)], 1, new SourceProgress("source", 1, null)));
        Assert.Single(ingress.Stamps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_ArrayServesAgain_IsGivenBackOnlyWhenTheFirstCallIsAnswered(bool isAnswered)
    {
        var ingress = new UnansweringIngress(isAnswered ? null : new TimeoutException());
        // Of a type that no other test has events of: the pool is shared.
        var arrays = new EventArrays<long>(areReused: true);
        var producer = new LaneProducer<long>(ingress, arrays, TimeProvider.System);
        var events = arrays.Rent(20);
        events.AsSpan(0, 20).Fill(new SessionEvent<long>("key", 1));

        var result = await producer.SendAsync(events, 20, new SourceProgress("source", 1, null));

        Assert.Equal(20, result.Accepted);
        Assert.All(events.Take(20), item => Assert.Equal(isAnswered ? null : "key", item.Key));
    }
}
