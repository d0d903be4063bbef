using System.Net;

namespace OrleansSessions.Host.Tests.Service;

public sealed class ControlTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task End_KeyWithASession_ClosesItAndWhatComesLaterIsLate()
    {
        await HttpAnswer.PostAsync(service.Http, "visits", At("end", "12:00:00"), At("end", "12:05:00"));

        var ended = await SendAsync(HttpMethod.Post, "visits/sessions/end/end", """{"timestamp":"2026-01-01T12:06:00Z"}""");
        var late = await HttpAnswer.PostAsync(service.Http, "visits", At("end", "12:05:30"));

        Assert.Equal("1", ended["ended"]);
        Assert.Equal("1", late["late"]);
    }

    [Theory]
    [InlineData("activity/sessions/nobody/end", "", HttpStatusCode.OK, "{\"ended\":0}")]
    [InlineData("visits/sessions/nobody/end", "{}", HttpStatusCode.OK, "{\"ended\":0}")]
    [InlineData("visits/sessions/a/end", "{\"timestamp\":\"now\"}", HttpStatusCode.BadRequest, "\"timestamp\" must be a time in ISO-8601 with an offset, or epoch milliseconds, but is \"now\".")]
    [InlineData("visits/sessions/a/end", "[1]", HttpStatusCode.BadRequest, "The body must be a JSON object.")]
    [InlineData("visits/sessions/a/end", "{", HttpStatusCode.BadRequest, "The body is not valid JSON at line 1, byte 1.")]
    [InlineData("nothing/sessions/a/end", "", HttpStatusCode.NotFound, "There is no sessionizer 'nothing'; there are: activity, fast, quick, trips, visits.")]
    [InlineData("activity/watermark", "{\"watermark\":0}", HttpStatusCode.Conflict, "Sessionizer 'activity' is on the arrival clock: its watermark is the clock itself, and it has no sources.")]
    [InlineData("trips/watermark", "", HttpStatusCode.BadRequest, "The body needs \"watermark\": a time in ISO-8601 with an offset, or epoch milliseconds, or \"max\".")]
    [InlineData("trips/watermark", "{\"watermark\":\"soon\"}", HttpStatusCode.BadRequest, "\"watermark\" must be a time in ISO-8601 with an offset, or epoch milliseconds, or \"max\", but is \"soon\".")]
    [InlineData("trips/watermark", "{\"watermark\":0,\"source\":7}", HttpStatusCode.BadRequest, "\"source\" must be a text, but is 7.")]
    public async Task Post_Control_AnswersOrSaysWhatIsWrong(string path, string body, HttpStatusCode status, string text)
    {
        var answer = await SendAsync(HttpMethod.Post, path, body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(text, status == HttpStatusCode.OK ? answer.Body.GetRawText() : answer["detail"]);
        Assert.Equal(status == HttpStatusCode.OK ? "application/json" : "application/problem+json", answer.MediaType);
    }

    [Fact]
    public async Task End_AheadOfTheClock_NamesTheRule()
    {
        var answer = await SendAsync(HttpMethod.Post, "visits/sessions/a/end", """{"timestamp":"9000-01-01T00:00:00Z"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("The end 9000-01-01T00:00:00.0000000+00:00", answer["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Key_ForgetsItsSessions()
    {
        await HttpAnswer.PostAsync(service.Http, "activity", """{"key":"gone/1"}""");

        using var answer = await service.Http.DeleteAsync(new Uri("activity/sessions/gone%2F1", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty((await HttpAnswer.GetAsync(service.Http, "activity/sessions/gone%2F1")).Body.GetProperty("open").EnumerateArray());
    }

    [Fact]
    public async Task Drain_ThenReopen_RefusesEventsMeanwhile()
    {
        await HttpAnswer.PostAsync(service.Http, "fast", """{"key":"drained"}""");

        var drained = await SendAsync(HttpMethod.Post, "fast/drain", "");
        var refused = await HttpAnswer.PostAsync(service.Http, "fast", """{"key":"drained"}""");
        var overview = await HttpAnswer.GetAsync(service.Http, "fast");
        using var reopened = await service.Http.PostAsync(new Uri("fast/reopen", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var taken = await HttpAnswer.PostAsync(service.Http, "fast", """{"key":"drained"}""");

        Assert.Equal("1", drained["closedKeys"]);
        Assert.Equal(("1", "True"), (refused["rejected"], overview["drained"]));
        Assert.Equal("Sessionizer 'fast' is drained: it takes no events until it is reopened.", refused.Body.GetProperty("problems")[0].GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.NoContent, reopened.StatusCode);
        Assert.Equal("1", taken["accepted"]);
    }

    private static string At(string key, string time) => $$"""{"key":"{{key}}","timestamp":"2026-01-01T{{time}}Z"}""";

    private async Task<HttpAnswer> SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(body) };
        using var response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await HttpAnswer.ReadAsync(response);
    }
}
