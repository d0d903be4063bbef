using System.Net;
using System.Text.Json;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Api;

public sealed class CloudEventTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    private const string One = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    [Fact]
    public async Task Post_OneOverSeveralLines_IsAnEventOfItsSubjectTimeAndData()
    {
        var answer = await service.Http.PostTextAsync("visits/events", """
            {
              "specversion": "1.0", "id": "1", "source": "/shop", "type": "page.viewed",
              "subject": "ce-one", "time": "2026-01-01T12:00:00+01:00", "datacontenttype": "application/json",
              "comexampleflag": true, "comexamplenumber": 7,
              "data": { "path": "/a", "bytes": 5 }
            }
            """, One);

        Assert.Equal((HttpStatusCode.OK, "1"), (answer.Status, answer["accepted"]));
        var open = Assert.Single((await HttpAnswer.GetAsync(service.Http, "visits/sessions/ce-one")).Body.GetProperty("open").EnumerateArray());
        Assert.Equal("2026-01-01T11:00:00.000Z", open.GetProperty("start").GetString());
        Assert.Equal("""{"sum_bytes":5,"first_path":"/a","last_path":"/a"}""", open.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Post_BatchSomeOfThemBad_AcceptsTheGoodAndNumbersTheBad()
    {
        var answer = await service.Http.PostTextAsync(
            "activity/events", $"[{Event("a", "\"subject\":\"s\"")},{Event("", "\"subject\":\"s\"")},7,{Event("b", "\"partitionkey\":\"p\",\"subject\":\"s\"")}]", Batch);

        Assert.Equal(("2", "2"), (answer["accepted"], answer["rejected"]));
        Assert.Equal(
            ["2 A CloudEvent has \"id\", a text that is not empty.", "3 A CloudEvent is a JSON object."],
            answer.Body.GetProperty("problems").EnumerateArray().Select(problem => $"{problem.GetProperty("line")} {problem.GetProperty("reason").GetString()}"));
        Assert.Single((await HttpAnswer.GetAsync(service.Http, "activity/sessions/p")).Body.GetProperty("open").EnumerateArray());
    }

    [Fact]
    public async Task Post_ProducerAndSequence_AreRecognisedWhenTheyComeAgain()
    {
        var stamped = Event("x", "\"subject\":\"stamped\",\"producer\":\"ce-p\",\"sequence\":\"5\"");

        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", stamped, One))["accepted"]);
        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", stamped.Replace("\"5\"", "5", StringComparison.Ordinal), One))["duplicates"]);
    }

    [Fact]
    public async Task Post_SameIdAndSourceAgain_CountsAgain()
    {
        var item = Event("same", "\"subject\":\"twice\",\"sequence\":\"not ours\"");

        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", item, One))["accepted"]);
        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", item, One))["accepted"]);
    }

    [Fact]
    public async Task Post_UnderAnIdempotencyKey_IsRecognisedByItsPlace()
    {
        var item = Event("id", "\"subject\":\"idempotent\"");

        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", item, One, ("Idempotency-Key", "ce")))["accepted"]);
        Assert.Equal("1", (await service.Http.PostTextAsync("activity/events", item, One, ("Idempotency-Key", "ce")))["duplicates"]);
    }

    [Theory]
    [InlineData("""{"id":"1","source":"s","type":"t","subject":"k"}""", "A CloudEvent has \"specversion\", a text that is not empty.")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"s","type":"t","subject":"k"}""", "\"specversion\" must be \"1.0\", but is \"0.3\".")]
    [InlineData("""{"specversion":"1.0","id":1,"source":"s","type":"t","subject":"k"}""", "\"id\" must be a text, but is 1.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":null,"type":"t","subject":"k"}""", "A CloudEvent has \"source\", a text that is not empty.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t"}""", "There is no \"partitionkey\" and no \"subject\", of which one is the key.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"","time":"2026-01-01T12:00:00Z"}""", "The key is empty.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k"}""", "There is no \"time\".")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","time":"2026-01-01T12:00:00"}""", "\"time\" must be a time in RFC 3339, with an offset, but is \"2026-01-01T12:00:00\".")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","time":0}""", "\"time\" must be a text, but is 0.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","my_extension":1}""", "\"my_extension\" is no name of an attribute: it has a-z and 0-9 only.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","extension":{}}""", "\"extension\" must be a text, but is {}.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","data_base64":"AA=="}""", "\"data_base64\" has no fields that could be read: send \"data\" as JSON.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","time":"2026-01-01T12:00:00Z","producer":"p"}""", "\"producer\" needs a \"sequence\".")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","time":"2026-01-01T12:00:00Z","producer":"p","sequence":"x"}""", "\"sequence\" must be a whole number from 0 to 9223372036854775807, but is \"x\".")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"k","time":"2026-01-01T12:00:00Z","gap":"soon"}""", "\"gap\" must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is \"soon\".")]
    [InlineData("""{"specversion":"1.0"} {}""", "There is more than one JSON value.")]
    [InlineData("""{"specversion":""", "Not valid JSON at line 1, byte 15.")]
    public async Task Post_BadCloudEvent_SaysWhatIsWrong(string item, string reason)
    {
        var answer = await service.Http.PostTextAsync("visits/events", item, One);

        Assert.Equal((HttpStatusCode.OK, "1"), (answer.Status, answer["rejected"]));
        Assert.Equal(reason, answer.Body.GetProperty("problems")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Post_BatchThatIsNoArray_IsAProblem()
    {
        var answer = await service.Http.PostTextAsync("activity/events", Event("a", "\"subject\":\"s\""), Batch);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("The body must be a JSON array. Nothing of it was taken. Correct it, and send it again.", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BinaryMode_Is415()
    {
        var answer = await service.Http.PostTextAsync("activity/events", "{}", "application/json", ("ce-specversion", "1.0"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("structured mode", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_DataThatIsNoObject_IsTheFieldData()
    {
        var answer = await service.Http.PostTextAsync("fast/events", Event("a", "\"subject\":\"scalar\",\"data\":\"text\""), One);

        Assert.Equal("1", answer["accepted"]);
    }

    private static string Event(string id, string more) =>
        $$"""{"specversion":"1.0","id":{{JsonSerializer.Serialize(id)}},"source":"/tests","type":"test",{{more}}}""";
}
