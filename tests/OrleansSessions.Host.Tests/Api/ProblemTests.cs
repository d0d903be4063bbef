using System.Net;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Host.Tests.Storage;

namespace OrleansSessions.Host.Tests.Api;

public sealed class ProblemTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, "There is nothing at '/nothing'.")]
    [InlineData("GET", "/sessionizers/activity/nothing", HttpStatusCode.NotFound, "There is nothing at '/sessionizers/activity/nothing'.")]
    [InlineData("PUT", "/sessionizers/activity/events", HttpStatusCode.MethodNotAllowed, "'/sessionizers/activity/events' does not take PUT; it takes POST.")]
    [InlineData("POST", "/sessionizers/none/events", HttpStatusCode.NotFound, "There is no sessionizer 'none'; there are: activity, fast, quick, trips, visits.")]
    [InlineData("POST", "/sessionizers/activity/watermark", HttpStatusCode.Conflict, "Sessionizer 'activity' is on the arrival clock: its watermark is the clock itself, and it has no sources.")]
    public async Task Send_WhatIsNotThere_IsAProblemWhateverTheCallerAccepts(string method, string path, HttpStatusCode status, string detail)
    {
        foreach (var accept in (string?[])[null, "text/html", "text/event-stream", "application/xml"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Accept", accept is null ? [] : [accept]);
            using var response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);

            var answer = await HttpAnswer.ReadAsync(response);

            answer.AssertProblem(status, detail);
            Assert.Equal(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), answer["status"]);
            Assert.NotEmpty(answer["title"]);
        }
    }

    [Theory]
    [InlineData("text/xml", "Content-Type 'text/xml' is not read; events are application/x-ndjson, application/json, application/cloudevents+json or application/cloudevents-batch+json.")]
    [InlineData("text/plain; charset=utf-16", "The charset must be utf-8, but is 'utf-16'.")]
    public async Task Post_MediaTypeThatIsNotRead_Is415(string mediaType, string detail) =>
        (await service.Http.PostTextAsync("activity/events", "{}", mediaType)).AssertProblem(
            HttpStatusCode.UnsupportedMediaType, $"{detail} Nothing was done.");

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Post_MediaTypeThatIsRead_IsTaken(string? mediaType) =>
        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", """{"key":"typed"}""", mediaType))["accepted"]);

    [Theory]
    [InlineData("activity/sessions/a/end", "timestamp")]
    [InlineData("trips/watermark", "watermark")]
    [InlineData("trips/watermark", "source")]
    public async Task Post_ControlThatIsNoUnicode_IsAProblem(string path, string property)
    {
        byte[] body = [.. System.Text.Encoding.UTF8.GetBytes($$"""{"watermark":0,"{{property}}":"a"""), 0xF8, .. "\"}"u8];

        (await service.Http.PostBytesAsync(path, body)).AssertProblem(HttpStatusCode.BadRequest, "The body is not valid Unicode text.");
    }

    [Theory]
    [InlineData("FFFFFFFFFFFF")]
    [InlineData("xyz")]
    public async Task Post_ChunkOfNoSize_IsAProblem(string size)
    {
        using var request = await OpenRequest.SendAsync(
            service.Http.BaseAddress!, $"POST /sessionizers/activity/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", await request.ReadAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
    }
}
