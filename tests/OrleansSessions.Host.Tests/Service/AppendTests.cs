using System.Net;

namespace OrleansSessions.Host.Tests.Service;

public sealed class AppendTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Fact]
    public async Task Post_LinesSomeOfThemBad_AcceptsTheGoodAndNumbersTheBad()
    {
        var answer = await HttpAnswer.PostAsync(
            service.Http, "activity", """{"key":"lines"}""", "{bad", "", """{"key":""}""", """{"key":"lines"}""", """{"key":"lines","gap":"1s"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            """{"accepted":2,"late":0,"duplicates":0,"rejected":3,"failed":0,"problems":[{"line":2,"outcome":"rejected","reason":"Not valid JSON at byte 1."},{"line":4,"outcome":"rejected","reason":"The key is empty."},{"line":6,"outcome":"rejected","reason":"Sessionizer 'activity' does not allow events to carry a gap."}]}""",
            answer.Body.GetRawText());
        Assert.Equal(2, (await OpenAsync("activity", "lines")).GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task Post_Array_IsTakenElementByElement()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", "  [", """{"key":"array"},""", "7,", """{"key":"array"}]""");

        Assert.Equal(("2", "1"), (answer["accepted"], answer["rejected"]));
        Assert.Equal(2, answer.Body.GetProperty("problems")[0].GetProperty("line").GetInt32());
        Assert.Equal(2, (await OpenAsync("activity", "array")).GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task Post_ArrayThatBreaksOff_IsRefusedAsAWhole()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", """[{"key":"broken"},""", "{");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("The array is not valid JSON at line 2, byte 1. Nothing of it was taken. Correct it, and send it again.", answer["detail"]);
        Assert.Empty((await HttpAnswer.GetAsync(service.Http, "activity/sessions/broken")).Body.GetProperty("open").EnumerateArray());
    }

    [Fact]
    public async Task Post_LineTooLong_RejectsThatLineOnly()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", """{"key":"long"}""", new string('x', 1_100_000), """{"key":"long"}""");

        Assert.Equal((HttpStatusCode.OK, "2", "1"), (answer.Status, answer["accepted"], answer["rejected"]));
        var problem = answer.Body.GetProperty("problems")[0];
        Assert.Equal((2, "The line has 1100000 bytes; at most 1048576 are allowed."), (problem.GetProperty("line").GetInt32(), problem.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Post_ManyMoreLinesThanABatch_CountsEach()
    {
        var answer = await HttpAnswer.PostAsync(
            service.Http, "activity", Enumerable.Range(1, 5_001).Select(i => i % 1_000 == 0 ? "{" : $$"""{"key":"many-{{i % 7}}"}"""));

        Assert.Equal(("4996", "5"), (answer["accepted"], answer["rejected"]));
        Assert.Equal(
            [1_000, 2_000, 3_000, 4_000, 5_000],
            answer.Body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Post_EventTime_NeedsATimestampAndKeepsResultsSoFar()
    {
        var answer = await HttpAnswer.PostAsync(
            service.Http, "visits",
            """{"key":"v","timestamp":"2026-01-01T12:00:10Z","bytes":5,"path":"/b"}""",
            """{"key":"v","bytes":5}""",
            """{"watermark":"max"}""",
            """{"key":"v","timestamp":"2026-01-01T12:00:00Z","bytes":7,"path":"/a"}""");

        Assert.Equal(["There is no \"timestamp\".", "There is no \"key\"."], answer.Body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("reason").GetString()));
        Assert.Equal(
            """{"start":"2026-01-01T12:00:00.000Z","lastEvent":"2026-01-01T12:00:10.000Z","end":"2026-01-01T12:30:10.000Z","count":2,"result":{"sum_bytes":12,"first_path":"/a","last_path":"/b"}}""",
            (await OpenAsync("visits", "v")).GetRawText());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("100% sure?")]
    [InlineData("ü #1 +x")]
    [InlineData("a%2Fb")]
    public async Task GetOpen_KeyOfAnyCharacters_IsFound(string key)
    {
        await HttpAnswer.PostAsync(service.Http, "activity", System.Text.Json.JsonSerializer.Serialize(new { key }));

        Assert.Equal(1, (await OpenAsync("activity", key)).GetProperty("count").GetInt64());
    }

    private async Task<System.Text.Json.JsonElement> OpenAsync(string sessionizer, string key)
    {
        var answer = await HttpAnswer.GetAsync(service.Http, $"{sessionizer}/sessions/{Uri.EscapeDataString(key)}");
        Assert.Equal(key, answer["key"]);
        return Assert.Single(answer.Body.GetProperty("open").EnumerateArray());
    }
}
