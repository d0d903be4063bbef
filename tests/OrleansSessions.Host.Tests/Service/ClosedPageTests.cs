using System.Net;
using System.Text.Json;

namespace OrleansSessions.Host.Tests.Service;

public sealed class ClosedPageTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task GetClosed_Waiting_GetsTheSessionThatClosesByItself()
    {
        var end = (await HttpAnswer.GetAsync(service.Http, "fast/closed?after=end"))["next"];
        await HttpAnswer.PostAsync(service.Http, "fast", """{"key":"alone","n":1.5}""", """{"key":"alone","n":2}""", """{"key":"alone"}""");

        var answer = await HttpAnswer.GetAsync(service.Http, $"fast/closed?wait=20&after={end}");
        var session = Assert.Single(answer.Body.GetProperty("sessions").EnumerateArray());

        Assert.Equal("alone", session.GetProperty("key").GetString());
        Assert.Equal(3, session.GetProperty("count").GetInt32());
        Assert.Equal("""{"sum_n":3.5,"skipped":{"sum_n":1}}""", session.GetProperty("result").GetRawText());
        Assert.Equal(
            TimeSpan.FromSeconds(1), session.GetProperty("end").GetDateTimeOffset() - session.GetProperty("lastEvent").GetDateTimeOffset());
    }

    [Fact]
    public async Task GetClosed_PageByPage_SeesEachSessionOnceAndAKeysInOrder()
    {
        const int Keys = 20;
        var cursor = (await HttpAnswer.GetAsync(service.Http, "quick/closed?after=end"))["next"];
        var seen = new List<(string Id, string Key, DateTimeOffset Start)>();
        for (var round = 1; round <= 2; round++)
        {
            await HttpAnswer.PostAsync(service.Http, "quick", Enumerable.Range(0, Keys).Select(i => $$"""{"key":"page-{{i}}"}"""));
            while (seen.Count < Keys * round)
            {
                var answer = await HttpAnswer.GetAsync(service.Http, $"quick/closed?limit=3&wait=20&after={cursor}");
                var page = answer.Body.GetProperty("sessions").EnumerateArray().Select(Describe).ToList();
                Assert.InRange(page.Count, 1, 3);
                seen.AddRange(page);
                cursor = answer["next"];
            }
        }

        Assert.Equal(Keys * 2, seen.Select(session => session.Id).Distinct().Count());
        Assert.All(seen.GroupBy(session => session.Key), key => Assert.Equal(key.OrderBy(session => session.Start), key));
        Assert.Empty((await HttpAnswer.GetAsync(service.Http, $"quick/closed?after={cursor}")).Body.GetProperty("sessions").EnumerateArray());
    }

    [Theory]
    [InlineData("fast/closed?after=nonsense", HttpStatusCode.BadRequest, "'nonsense' is not a cursor of this log.")]
    [InlineData("fast/closed?limit=0", HttpStatusCode.BadRequest, "limit must be from 1 to 10000, but is '0'.")]
    [InlineData("fast/closed?limit=10001", HttpStatusCode.BadRequest, "limit must be from 1 to 10000, but is '10001'.")]
    [InlineData("fast/closed?limit=many", HttpStatusCode.BadRequest, "limit must be from 1 to 10000, but is 'many'.")]
    [InlineData("fast/closed?wait=21", HttpStatusCode.BadRequest, "wait must be from 0 to 20 seconds, but is '21'.")]
    [InlineData("fast/closed?wait=-1", HttpStatusCode.BadRequest, "wait must be from 0 to 20 seconds, but is '-1'.")]
    [InlineData("fast/closed?wait=NaN", HttpStatusCode.BadRequest, "wait must be from 0 to 20 seconds, but is 'NaN'.")]
    [InlineData("fast/closed?wait=long", HttpStatusCode.BadRequest, "wait must be from 0 to 20 seconds, but is 'long'.")]
    [InlineData("none/closed", HttpStatusCode.NotFound, "There is no sessionizer 'none'; there are: activity, fast, quick, trips, visits.")]
    [InlineData("none/sessions/a", HttpStatusCode.NotFound, "There is no sessionizer 'none'; there are: activity, fast, quick, trips, visits.")]
    public async Task Get_WrongValue_IsAProblemThatNamesItAndTheRule(string path, HttpStatusCode status, string detail) =>
        (await HttpAnswer.GetAsync(service.Http, path)).AssertProblem(status, detail);

    [Fact]
    public async Task Get_KeyTooLong_IsAProblem()
    {
        var answer = await HttpAnswer.GetAsync(service.Http, $"fast/sessions/{new string('k', 513)}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("The key has 513 bytes of UTF-8; at most 512 are allowed.", answer["detail"]);
    }

    [Fact]
    public async Task Post_UnknownSessionizer_IsAProblem()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "none", """{"key":"a"}""");

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task Get_UnknownPath_IsAProblem()
    {
        var answer = await HttpAnswer.GetAsync(service.Http, "fast/nothing");

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    private static (string Id, string Key, DateTimeOffset Start) Describe(JsonElement session) => (
        session.GetProperty("id").GetString()!, session.GetProperty("key").GetString()!, session.GetProperty("start").GetDateTimeOffset());
}
