using System.Net;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Host.Tests.Storage;

namespace OrleansSessions.Host.Tests.Api;

public sealed class IdempotencyTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    private const string Rule = "The header Idempotency-Key must be given once and have 1 to 256 characters, but is";

    [Fact]
    public async Task Post_SameKeyAndBodyAgain_IsAllDuplicates()
    {
        const string Body = "{\"key\":\"same\"}\n{bad\n\n{\"key\":\"same\"}\n{\"key\":\"other\"}";

        var first = await PostAsync(Body, "again");
        var second = await PostAsync(Body, "again");
        var other = await PostAsync(Body, "another");

        Assert.Equal(("3", "0", "1"), (first["accepted"], first["duplicates"], first["rejected"]));
        Assert.Equal(("0", "3", "1"), (second["accepted"], second["duplicates"], second["rejected"]));
        Assert.Equal("3", other["accepted"]);
        Assert.Equal(
            [1, 2, 4, 5], second.Body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Post_SameKeyOnAnotherSessionizer_IsAnotherRequest()
    {
        Assert.Equal("1", (await PostAsync("""{"key":"two"}""", "shared"))["accepted"]);
        Assert.Equal("1", (await service.Http.PostTextAsync("fast/events", """{"key":"two"}""", null, ("Idempotency-Key", "shared")))["accepted"]);
    }

    [Fact]
    public async Task Post_ArrayAgainUnderTheSameKey_IsKnownByPlaces()
    {
        Assert.Equal("2", (await PostAsync("""[{"key":"array"},{"key":"array"}]""", "places"))["accepted"]);

        var longer = await PostAsync("""[{"key":"array"},{"key":"array"},{"key":"array"}]""", "places");

        Assert.Equal(("1", "2"), (longer["accepted"], longer["duplicates"]));
    }

    [Fact]
    public async Task Post_LinesWithTheirOwnProducer_KeepIt()
    {
        const string Body = """
            {"key":"own","producer":"p","sequence":7}
            {"key":"own"}
            """;

        var first = await PostAsync(Body, "mixed-1");
        var second = await PostAsync(Body, "mixed-2");

        Assert.Equal("2", first["accepted"]);
        Assert.Equal(("1", "1"), (second["accepted"], second["duplicates"]));
        Assert.Equal(1, second.Body.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Post_TwoAtOnceUnderTheSameKey_CountOnce()
    {
        var body = string.Join('\n', Enumerable.Repeat("""{"key":"once"}""", 50));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(body, "at-once")));

        Assert.Equal(50, answers.Sum(answer => int.Parse(answer["accepted"], null)));
        Assert.Equal(350, answers.Sum(answer => int.Parse(answer["duplicates"], null)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public async Task Post_KeyOfAllowedLength_IsTaken(int length) =>
        Assert.Equal("1", (await PostAsync("""{"key":"length"}""", new string('k', length)))["accepted"]);

    [Fact]
    public async Task Post_LongerKey_IsAProblem() =>
        (await PostAsync("{}", new string('k', 257))).AssertProblem(HttpStatusCode.BadRequest, $"{Rule} '{new string('k', 257)}'.");

    [Fact]
    public async Task Post_EmptyKey_IsAProblem() => (await PostAsync("{}", "")).AssertProblem(HttpStatusCode.BadRequest, $"{Rule} ''.");

    [Fact]
    public async Task Post_TwoKeys_IsAProblem()
    {
        // By hand, for a client of the framework makes one header of two.
        using var request = await OpenRequest.SendAsync(
            service.Http.BaseAddress!,
            "POST /sessionizers/activity/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n\r\n");

        var answer = await request.ReadAsync(TimeSpan.FromSeconds(20));

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains($"{Rule} 'a,b'.", System.Text.RegularExpressions.Regex.Unescape(answer), StringComparison.Ordinal);
    }

    private Task<HttpAnswer> PostAsync(string body, string key) =>
        service.Http.PostTextAsync("activity/events", body, null, ("Idempotency-Key", key));
}
