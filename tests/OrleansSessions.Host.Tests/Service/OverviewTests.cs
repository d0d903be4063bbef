using System.Net;

namespace OrleansSessions.Host.Tests.Service;

public sealed class OverviewTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task Get_OpenSessions_AreCountedAndPagedByKey()
    {
        await HttpAnswer.PostAsync(
            service.Http, "visits", At("b", 3), At("a", 2), At("c", 1), At("a", 5), At("a", 6));

        var overview = await HttpAnswer.GetAsync(service.Http, "visits");
        Assert.Equal(("visits", "EventTime", "3"), (overview["name"], overview["clock"], overview["openKeys"]));
        Assert.Equal("c", overview.Body.GetProperty("oldest").GetProperty("key").GetString());
        Assert.Equal("a 3", $"{overview.Body.GetProperty("largest").GetProperty("key")} {overview.Body.GetProperty("largest").GetProperty("count")}");
        Assert.Equal(3, Assert.Single(overview.Body.GetProperty("silos").EnumerateArray()).GetProperty("openKeys").GetInt64());

        var first = await HttpAnswer.GetAsync(service.Http, "visits/open?limit=2");
        Assert.Equal(["a", "b"], KeysOf(first));
        var last = await HttpAnswer.GetAsync(service.Http, $"visits/open?limit=2&after={first["next"]}");
        Assert.Equal(["c"], KeysOf(last));
        Assert.Equal("", last["next"]);
    }

    [Theory]
    [InlineData("visits/open?limit=0", HttpStatusCode.BadRequest, "limit must be from 1 to 10000, but is '0'.")]
    [InlineData("visits/late?wait=60", HttpStatusCode.BadRequest, "wait must be from 0 to 20 seconds, but is '60'.")]
    [InlineData("visits/late?after=x", HttpStatusCode.BadRequest, "'x' is not a cursor of this log.")]
    [InlineData("no", HttpStatusCode.NotFound, "There is no sessionizer 'no'; there are: activity, fast, quick, trips, visits.")]
    [InlineData("no/open", HttpStatusCode.NotFound, "There is no sessionizer 'no'; there are: activity, fast, quick, trips, visits.")]
    public async Task Get_Wrong_IsAProblemThatNamesTheRule(string path, HttpStatusCode status, string detail) =>
        (await HttpAnswer.GetAsync(service.Http, path)).AssertProblem(status, detail);

    private static string At(string key, int minute) => $$"""{"key":"{{key}}","timestamp":"2026-01-01T12:0{{minute}}:00Z"}""";

    private static IEnumerable<string?> KeysOf(HttpAnswer page) =>
        page.Body.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("key").GetString());
}
