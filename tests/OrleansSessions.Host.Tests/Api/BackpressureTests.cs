using System.Net;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Host.Tests.Storage;

namespace OrleansSessions.Host.Tests.Api;

public sealed class BackpressureTests(LimitedService service) : IClassFixture<LimitedService>
{
    private const string Good = """{"key":"good"}""";

    [Fact]
    public async Task Post_NoRoomForMoreEvents_Is429UntilThereIsRoomAgain()
    {
        // Its line is read and not yet sent, as a batch could still grow: with the request itself that is two of three.
        var open = await OpenAsync();
        var refused = await HttpAnswer.PostAsync(service.Http, "activity", Good, Good);
        while (refused.Status == HttpStatusCode.OK)
        {
            if (open.IsAnswered)
            {
                // Its time was over before the other had come.
                open.Dispose();
                open = await OpenAsync();
            }

            refused = await HttpAnswer.PostAsync(service.Http, "activity", Good, Good);
        }

        using var last = open;
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json", "0"), (refused.Status, refused.MediaType, refused["read"]));
        Assert.Equal(
            "The service is at its bound of 3 events (Sessions:Limits:EventsInFlight) or 268435456 bytes (Sessions:Limits:BytesInFlight) that are being stored. Nothing of it was taken. Send it again later.",
            refused["detail"]);

        // Its time is over after a second, and then there is room.
        Assert.Contains("\"accepted\":1,", await last.ReadAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
        Assert.Equal("2", (await HttpAnswer.PostAsync(service.Http, "activity", Good, Good))["accepted"]);
    }

    [Fact]
    public async Task Post_MoreEventsThanThereIsRoomFor_AreTakenInParts() =>
        Assert.Equal("100", (await HttpAnswer.PostAsync(service.Http, "activity", Enumerable.Repeat(Good, 100)))["accepted"]);

    private Task<OpenRequest> OpenAsync() => OpenRequest.PostAsync(new Uri(service.Http.BaseAddress!, "activity/events"), Good + "\n");
}
