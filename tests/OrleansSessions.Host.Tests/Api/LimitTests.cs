using System.Net;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Host.Tests.Storage;

namespace OrleansSessions.Host.Tests.Api;

public sealed class LimitTests(LimitedService service) : IClassFixture<LimitedService>
{
    private const string Good = """{"key":"good"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("""{"key":"aaaaaaaaaaaaaaaaaaaaa"}""", "The key has 21 bytes of UTF-8; at most 20 are allowed.")]
    [InlineData("""{"key":"äääääääääää"}""", "The key has 22 bytes of UTF-8; at most 20 are allowed.")]
    [InlineData("""{"key":"a","a":1,"b":2,"c":3,"d":4}""", "The event has more than 3 fields; that many are allowed.")]
    [InlineData("""{"key":"a","abcdefghijk":1}""", "The field abcdefghijk has a name of 11 bytes; at most 10 are allowed.")]
    [InlineData("""{"key":"a","n":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "The field n has 43 bytes; at most 40 are allowed.")]
    [InlineData("""{"key":"a","n":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}""", "The field n has 43 bytes; at most 40 are allowed.")]
    public async Task Post_LineBeyondALimit_IsRejectedAloneWithValueAndRule(string line, string reason)
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", Good, line, Good);

        Assert.Equal((HttpStatusCode.OK, "2", "1"), (answer.Status, answer["accepted"], answer["rejected"]));
        Assert.Equal(reason, answer.Body.GetProperty("problems")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("""{"key":"aaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"key":"a","a":1,"b":2,"c":3}""")]
    [InlineData("""{"key":"a","abcdefghij":1}""")]
    [InlineData("""{"key":"a","n":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    public async Task Post_LineAtALimit_IsAccepted(string line) =>
        Assert.Equal("1", (await HttpAnswer.PostAsync(service.Http, "activity", line))["accepted"]);

    [Fact]
    public async Task Post_LineOfTooManyBytes_IsRejectedAlone()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", Good, new string(' ', 3_000), Good);

        Assert.Equal(("2", "1"), (answer["accepted"], answer["rejected"]));
        Assert.Equal("The line has 3000 bytes; at most 1024 are allowed.", answer.Body.GetProperty("problems")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Post_MoreLines_TellsWhichWereTaken()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", Enumerable.Repeat(Good, 201));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "200", "200"), (answer.Status, answer["read"], answer["accepted"]));
        Assert.Equal(
            "The request has more than 200 lines; that many are allowed (Sessions:Limits:Lines). Lines 1 to 200 were taken, and this answer tells what became of them. Send what follows line 200 in other requests.",
            answer["detail"]);
    }

    [Fact]
    public async Task Post_MoreRejectedLines_TellsWhichWereTaken()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", Good, "1", "2", "3", Good, "4", "5", Good, "6", Good);

        Assert.Equal((HttpStatusCode.BadRequest, "8", "3", "5"), (answer.Status, answer["read"], answer["accepted"], answer["rejected"]));
        Assert.StartsWith("More than 5 lines of the request are rejected", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LongerBodyOfKnownLength_IsRefusedAsAWhole()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", Enumerable.Repeat(Good + new string(' ', 500), 50));

        answer.AssertProblem(
            HttpStatusCode.RequestEntityTooLarge,
            "The body has 25749 bytes; at most 20000 are allowed (Sessions:Limits:BodyBytes). Nothing of it was read.");
    }

    [Fact]
    public async Task Post_LongerBodyOfUnknownLength_TellsWhichLinesWereTaken()
    {
        var line = Good + new string(' ', 485) + "\n";
        using var request = await OpenRequest.PostAsync(
            new Uri(service.Http.BaseAddress!, "activity/events"), string.Concat(Enumerable.Repeat(line, 50)));

        var answer = await request.ReadAsync(Patience);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("The body has more than 20000 bytes", answer, StringComparison.Ordinal);
        Assert.Contains("\"read\":40,\"accepted\":40,", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ArrayOfMoreBytes_IsRefusedAsAWhole()
    {
        var answer = await HttpAnswer.PostAsync(service.Http, "activity", $"[{string.Join(',', Enumerable.Repeat(Good, 400))}]");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "0", "0"), (answer.Status, answer["read"], answer["accepted"]));
        Assert.StartsWith("The body has more than 4096 bytes, as one JSON value", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BodyThatDoesNotCome_IsAnsweredInTimeWithWhatWasTaken()
    {
        using var request = await OpenRequest.PostAsync(new Uri(service.Http.BaseAddress!, "activity/events"), Good + "\n" + Good);

        var answer = await request.ReadAsync(Patience);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("The body was not at its end after 00:00:01 of waiting for it (Sessions:Limits:BodyTime).", answer, StringComparison.Ordinal);
        Assert.Contains("\"read\":1,\"accepted\":1,", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ControlBodyThatIsTooLong_IsAProblem() =>
        (await service.Http.PostTextAsync("activity/sessions/a/end", new string(' ', 17_000))).AssertProblem(
            HttpStatusCode.RequestEntityTooLarge, "The body has more than 16384 bytes; that many are allowed here. Nothing was done.");
}
