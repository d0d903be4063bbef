using System.Net;

namespace OrleansSessions.Host.Tests.Service;

public sealed class NewestTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task GetNewest_AfterACursor_GivesTheNewestFirstAndThenOnlyWhatHasCome()
    {
        await CloseAsync("n1", "n2", "n3");

        var newest = await HttpAnswer.GetAsync(service.Http, "activity/closed?newest=true&limit=2");
        Assert.Equal(["n3", "n2"], KeysOf(newest));
        Assert.Equal("True", newest["complete"]);
        Assert.Empty(KeysOf(await HttpAnswer.GetAsync(service.Http, $"activity/closed?newest=true&after={newest["next"]}")));

        await CloseAsync("n4");
        Assert.Equal(["n4"], KeysOf(await HttpAnswer.GetAsync(service.Http, $"activity/closed?newest=true&after={newest["next"]}")));
        Assert.Equal(["n2"], KeysOf(await HttpAnswer.GetAsync(service.Http, "activity/closed?newest=true&key=n2")));
    }

    [Fact]
    public async Task GetOverview_AfterClosings_CountsEventsSessionsAndDurations()
    {
        await CloseAsync("c1", "c2");
        await HttpAnswer.PostAsync(service.Http, "activity", """{"key":"c3"}""", """{"nokey":1}""");

        var overview = await HttpAnswer.GetAsync(service.Http, "activity");
        var silo = Assert.Single(overview.Body.GetProperty("silos").EnumerateArray());

        Assert.True(overview.Body.GetProperty("openSessions").GetInt64() >= 1);
        Assert.True(silo.GetProperty("events").GetProperty("accepted").GetInt64() >= 3);
        Assert.True(silo.GetProperty("sessions").GetProperty("closed").GetProperty("Ended").GetInt64() >= 2);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, silo.GetProperty("watermarkLagSeconds").ValueKind);
        var durations = overview.Body.GetProperty("durations").EnumerateArray().ToList();
        Assert.Equal(0, durations[0].GetProperty("upToSeconds").GetDouble());
        Assert.True(durations.Sum(duration => duration.GetProperty("sessions").GetInt64()) >= 2);
    }

    [Theory]
    [InlineData("newest=yes", "newest must be true or false, but is 'yes'.")]
    [InlineData("newest=true&limit=1001", "limit must be from 1 to 1000 with newest, but is '1001'.")]
    [InlineData("newest=true&wait=1", "newest is what is there now: it goes with neither wait nor a stream.")]
    public async Task GetNewest_Wrong_IsAProblemThatNamesTheRule(string query, string detail) =>
        (await HttpAnswer.GetAsync(service.Http, $"activity/closed?{query}")).AssertProblem(HttpStatusCode.BadRequest, detail);

    private async Task CloseAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await HttpAnswer.PostAsync(service.Http, "activity", $$"""{"key":"{{key}}"}""");
            using var ended = await service.Http.PostAsync(new Uri($"activity/sessions/{key}/end", UriKind.Relative), null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        }
    }

    private static IEnumerable<string?> KeysOf(HttpAnswer page) =>
        page.Body.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("key").GetString());
}
