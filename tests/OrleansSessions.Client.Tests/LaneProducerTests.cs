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
        var producer = new LaneProducer<int>(ingress, TimeProvider.System);

        var result = await producer.SendAsync([new SessionEvent<int>("key", 1)], new SourceProgress("source", 1, null));

        Assert.Equal((1, 0), (result.Accepted, result.Failed));
        Assert.Equal(2, ingress.Stamps.Count);
        Assert.Equal(ingress.Stamps[0], ingress.Stamps[1]);
    }

    [Fact]
    public async Task Send_SessionizerDoesNotTakeSuchEvents_DoesNotSendAgain()
    {
        var ingress = new UnansweringIngress(new SessionException("Another event type."));
        var producer = new LaneProducer<int>(ingress, TimeProvider.System);

        await Assert.ThrowsAsync<SessionException>(() => producer.SendAsync([new SessionEvent<int>("key", 1)], new SourceProgress("source", 1, null)));
        Assert.Single(ingress.Stamps);
    }
}
