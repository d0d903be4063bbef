using System.Net;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Storage;

public sealed class SqliteRestartTests : IDisposable
{
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Kill_WithSessionsOpenAndClosed_AllThatWasAcknowledgedIsThereAndGoesOn()
    {
        string cursor;
        await using (var before = await ServiceProcess.StartInAsync(folder))
        {
            await HttpAnswer.PostAsync(before.Http, "fast", """{"key":"early","n":1}""", """{"key":"early","n":2}""");
            var page = await HttpAnswer.GetAsync(before.Http, "fast/closed?wait=15");
            Assert.Equal("early", Assert.Single(page.Body.GetProperty("sessions").EnumerateArray()).GetProperty("key").GetString());
            cursor = page["next"];
            var answer = await HttpAnswer.PostAsync(before.Http, "trips", """{"key":"open","timestamp":"2026-01-01T12:00:00Z","n":3}""");
            Assert.Equal("1", answer["accepted"]);
            Assert.Equal("1", (await HttpAnswer.PostAsync(before.Http, "fast", """{"key":"due","n":4}"""))["accepted"]);
            await before.KillAsync();
        }

        await using var after = await ServiceProcess.StartInAsync(folder);

        // Its end has passed while no silo was there: it closes without another event, and the cursor goes on.
        var closed = await HttpAnswer.GetAsync(after.Http, $"fast/closed?after={cursor}&wait=15");
        var due = Assert.Single(closed.Body.GetProperty("sessions").EnumerateArray());
        Assert.Equal(("due", "4"), (due.GetProperty("key").GetString(), due.GetProperty("result").GetProperty("sum_n").ToString()));
        await HttpAnswer.PostAsync(after.Http, "trips", """{"key":"open","timestamp":"2026-01-01T12:05:00Z","n":5}""");
        var open = Assert.Single((await HttpAnswer.GetAsync(after.Http, "trips/sessions/open")).Body.GetProperty("open").EnumerateArray());
        Assert.Equal((2, 8), (open.GetProperty("count").GetInt64(), open.GetProperty("result").GetProperty("sum_n").GetInt64()));
    }

    [Fact]
    public async Task Kill_RequestSentAgainAfterwards_IsNotCountedAgain()
    {
        await using (var before = await ServiceProcess.StartInAsync(folder))
        {
            Assert.Equal("1", await PostAsync(before, "accepted"));
            await before.KillAsync();
        }

        await using var after = await ServiceProcess.StartInAsync(folder);

        Assert.Equal("1", await PostAsync(after, "duplicates"));
    }

    [Fact]
    public async Task Start_FolderOfAnotherThatRuns_EndsWithOneLineThatNamesTheFile()
    {
        await using var first = await ServiceProcess.StartInAsync(folder);

        var second = await HostProgram.RunAsync(
        [
            $"--Sessions:Data={folder.Path}", $"--Sessions:SiloPort={FreePort.Find()}",
            $"--Sessions:GatewayPort={FreePort.Find()}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
        ]);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(Path.Combine(folder.Path, "sessions.db"), Assert.Single(second.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(ServiceProcess service, string property)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("trips/events", UriKind.Relative))
        {
            Content = new StringContent("""{"key":"again","timestamp":"2026-01-01T12:00:00Z","n":3}"""),
        };
        request.Headers.Add("Idempotency-Key", "only-once");
        using var response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await HttpAnswer.ReadAsync(response))[property];
    }
}
