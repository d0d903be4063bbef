using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OrleansSessions.Host.Tests.Streams;

/// <summary>A reader of a stream of server-sent events, which can go and come back.</summary>
internal sealed class EventStream(Uri address)
{
    /// <summary>The id of the last event that was read.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>Reads so many closed sessions and goes away.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(HttpClient http, int count)
    {
        using var request = CreateRequest();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var items = new List<JsonElement>();
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal("closed", item.EventType);
            items.Add(JsonElement.Parse(item.Data));
            if (items.Count == count)
            {
                break;
            }
        }

        LastEventId = parser.LastEventId;
        return items;
    }

    public HttpRequestMessage CreateRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (LastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", LastEventId);
        }

        return request;
    }
}
