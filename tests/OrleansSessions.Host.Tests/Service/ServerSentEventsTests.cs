using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OrleansSessions.Host.Tests.Service;

public sealed class ServerSentEventsTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task Stream_ReaderThatComesBack_MissesNothing()
    {
        var seen = new List<string>();
        string? lastId = null;
        for (var round = 0; round < 3; round++)
        {
            // What is appended before the reader is back closes while it is away, or after: both must reach it.
            await HttpAnswer.PostAsync(service.Http, "quick", $$"""{"key":"sse-{{round}}a"}""", $$"""{"key":"sse-{{round}}b"}""");
            lastId = await ReadAsync(lastId, seen, until: (round + 1) * 2);
        }

        Assert.Equal(["sse-0a", "sse-0b", "sse-1a", "sse-1b", "sse-2a", "sse-2b"], seen.Distinct().Order());
    }

    [Fact]
    public async Task Stream_BadLastEventId_IsAProblemRatherThanAStream()
    {
        using var request = CreateRequest("nonsense");
        using var response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await HttpAnswer.ReadAsync(response);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("'nonsense' is not a cursor of this log.", answer["detail"]);
    }

    private static HttpRequestMessage CreateRequest(string? lastId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri("quick/closed", UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        return request;
    }

    private async Task<string?> ReadAsync(string? lastId, List<string> seen, int until)
    {
        using var request = CreateRequest(lastId);
        using var response = await service.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal("closed", item.EventType);
            seen.Add(JsonElement.Parse(item.Data).GetProperty("key").GetString()!);

            // Only the last of a page has an id; leaving in the middle of one would be to see its sessions again.
            if (item.EventId is not null && seen.Distinct().Count() >= until)
            {
                break;
            }
        }

        Assert.InRange(seen.Distinct().Count(), until, until);
        return parser.LastEventId;
    }
}
