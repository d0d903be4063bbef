using System.Text;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Storage;

public sealed class GracefulStopTests : IDisposable
{
    private const int ManyKeys = 100_000;

    // What a request appends at once.
    private const int Batch = 2_000;

    // Two stops at most of the ten seconds that a process is given before it is killed.
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(20);

    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Terminate_BodyIsNotAtItsEnd_AnswersWhatWasAcceptedAndKeepsIt()
    {
        await using (var service = await ServiceProcess.StartInAsync(folder))
        {
            const string Line = """{"key":"half","timestamp":"2026-01-01T12:00:00Z","n":1}""" + "\n";
            using var request = await OpenRequest.PostAsync(
                new Uri(service.Http.BaseAddress!, "trips/events"), string.Concat(Enumerable.Repeat(Line, Batch + 1)));
            while (await CountOpenAsync(service) == 0)
            {
                // The first batch is on its way.
            }

            service.Terminate();

            var answer = await request.ReadAsync(Seconds);
            Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nRetry-After: ", answer, StringComparison.Ordinal);
            Assert.Contains("\"accepted\":2001,", answer, StringComparison.Ordinal);
            Assert.Contains("The service is stopping", answer, StringComparison.Ordinal);
            Assert.Equal(0, await service.WaitForExitAsync(Seconds));
        }

        await using var after = await ServiceProcess.StartInAsync(folder);
        Assert.Equal(Batch + 1, await CountOpenAsync(after));
    }

    [Fact]
    public async Task Terminate_ManyOpenSessions_EndsInSecondsAndTheyCloseAfterTheNextStart()
    {
        await using (var service = await ServiceProcess.StartInAsync(folder))
        {
            var lines = new StringBuilder();
            for (var i = 0; i < ManyKeys; i++)
            {
                lines.Append("{\"key\":\"").Append(i).Append("\"}\n");
            }

            Assert.Equal("100000", (await HttpAnswer.PostAsync(service.Http, "activity", lines.ToString()))["accepted"]);

            Assert.Equal(0, await service.TerminateAsync(Seconds));
        }

        await using var after = await ServiceProcess.StartInAsync(folder);
        var keys = new HashSet<int>();
        var next = "";
        while (keys.Count < ManyKeys)
        {
            var page = await HttpAnswer.GetAsync(after.Http, $"activity/closed?limit=10000&wait=20&after={next}");
            var sessions = page.Body.GetProperty("sessions");
            Assert.NotEqual(0, sessions.GetArrayLength());
            Assert.All(sessions.EnumerateArray(), session => Assert.True(keys.Add(int.Parse(session.GetProperty("key").GetString()!, null))));
            next = page["next"];
        }
    }

    private static async Task<long> CountOpenAsync(ServiceProcess service)
    {
        var answer = await HttpAnswer.GetAsync(service.Http, "trips/sessions/half");
        return answer.Body.GetProperty("open").EnumerateArray().Sum(session => session.GetProperty("count").GetInt64());
    }
}
