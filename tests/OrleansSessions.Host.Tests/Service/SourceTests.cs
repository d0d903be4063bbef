using System.Net;

namespace OrleansSessions.Host.Tests.Service;

/// <summary>The watermark of a sessionizer goes one way, so one test lives through it.</summary>
public sealed class SourceTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task Sources_TwoOfThem_TheLeastCountsUntilOneIsComplete()
    {
        Assert.Equal("", (await HttpAnswer.GetAsync(service.Http, "trips"))["watermark"]);
        Assert.Equal("2026-01-01T10:00:00.000Z", (await AdvanceAsync("north", "10:00:00"))["watermark"]);
        Assert.Equal("2026-01-01T10:00:00.000Z", (await AdvanceAsync("south", "09:00:00"))["watermark"]);
        Assert.Equal("2026-01-01T10:00:00.000Z", (await AdvanceAsync("north", "13:00:00"))["watermark"]);

        var taken = await AppendAsync("north", null, At("car", "10:30:00"), At("car", "09:30:00"), At("bus", "10:00:00", ",\"arrived\":true"));
        Assert.Equal(("2", "1"), (taken["accepted"], taken["late"]));
        Assert.Equal("2026-01-01T10:40:00.000Z", (await AdvanceAsync("south", "10:40:00"))["watermark"]);

        using var completed = await service.Http.DeleteAsync(new Uri("trips/sources/south", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("2026-01-01T13:00:00.000Z", (await HttpAnswer.ReadAsync(completed))["watermark"]);

        var closed = await HttpAnswer.GetAsync(service.Http, "trips/closed");
        Assert.Equal(
            ["bus Ended", "car Gap"],
            closed.Body.GetProperty("sessions").EnumerateArray().Select(session => $"{session.GetProperty("key")} {session.GetProperty("reason")}").Order());
        var late = await HttpAnswer.GetAsync(service.Http, "trips/late");
        Assert.Equal(
            """{"sessionizer":"trips","key":"car","timestamp":"2026-01-01T09:30:00.000Z","watermark":"2026-01-01T10:00:00.000Z","event":{"n":1}}""",
            Assert.Single(late.Body.GetProperty("events").EnumerateArray()).GetRawText());
        Assert.Empty((await HttpAnswer.GetAsync(service.Http, $"trips/late?after={late["next"]}")).Body.GetProperty("events").EnumerateArray());

        await AssertRetryCountsOnceAsync();
    }

    [Theory]
    [InlineData("Session-Source", "The header Session-Source must be given once and have 1 to ")]
    [InlineData("Idempotency-Key", "The header Idempotency-Key must be given once and have 1 to 256 characters, but is 'xxx")]
    public async Task Post_HeaderTooLong_IsRefused(string header, string problem)
    {
        var answer = await AppendAsync(null, (header, new string('x', 600)), At("car", "20:00:00"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith(problem, answer["detail"], StringComparison.Ordinal);
    }

    private async Task AssertRetryCountsOnceAsync()
    {
        var idempotent = ("Idempotency-Key", "body-1");
        string[] lines = [At("van", "14:00:00"), At("van", "14:01:00"), At("ox", "14:02:00", ",\"producer\":\"p\",\"sequence\":7")];
        var first = await AppendAsync("north", idempotent, lines);
        var again = await AppendAsync("north", idempotent, [lines[0], lines[1], lines[2], At("van", "14:03:00")]);
        Assert.Equal(("3", "0"), (first["accepted"], first["duplicates"]));
        Assert.Equal(("1", "3"), (again["accepted"], again["duplicates"]));

        // Also after the session has closed.
        await AdvanceAsync("north", "14:13:00");
        Assert.Equal("4", (await AppendAsync("north", idempotent, [.. lines, At("van", "14:03:00")]))["duplicates"]);
    }

    private static string At(string key, string time, string more = "") =>
        $$"""{"key":"{{key}}","timestamp":"2026-01-01T{{time}}Z","n":1{{more}}}""";

    private async Task<HttpAnswer> AdvanceAsync(string source, string time)
    {
        using var content = new StringContent($$"""{"watermark":"2026-01-01T{{time}}Z","source":"{{source}}"}""");
        using var response = await service.Http.PostAsync(new Uri("trips/watermark", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await HttpAnswer.ReadAsync(response);
    }

    private async Task<HttpAnswer> AppendAsync(string? source, (string Name, string Value)? header, params string[] lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("trips/events", UriKind.Relative)) { Content = new StringContent(string.Join('\n', lines)) };
        if (source is not null)
        {
            request.Headers.Add("Session-Source", source);
        }

        if (header is var (name, value))
        {
            request.Headers.Add(name, value);
        }

        using var response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await HttpAnswer.ReadAsync(response);
    }
}
