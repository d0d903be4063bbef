using System.Net;
using System.Text.Json;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Tests.Streams;

public sealed class FilterTests(ServiceProcess service) : IClassFixture<ServiceProcess>
{
    private const int Partitions = 16;

    [Fact]
    public async Task Stream_OfOneKeyThatComesBackAgainAndAgain_SeesEachOfItsSessionsOnce()
    {
        var stream = new EventStream(new Uri("trips/closed?key=followed", UriKind.Relative));
        var seen = new List<long>();
        for (var round = 0; round < 4; round++)
        {
            await CloseAsync("trips", round, "followed", "other-1", "other-2", "other-3");
            await CloseAsync("trips", round + 10, "other-1", "other-2");
            seen.AddRange((await stream.ReadAsync(service.Http, 1)).Select(Describe));
        }

        Assert.Equal([0, 1, 2, 3], seen);

        long Describe(JsonElement session)
        {
            Assert.Equal("followed", session.GetProperty("key").GetString());
            return session.GetProperty("result").GetProperty("sum_n").GetInt64();
        }
    }

    [Fact]
    public async Task Stream_OfOnePartition_SeesAllOfItAndNothingElse()
    {
        var keys = Enumerable.Range(0, 60).Select(i => $"p-{i}").ToArray();
        var wanted = keys.Where(key => PartitionOf(key) == PartitionOf("p-0")).Order(StringComparer.Ordinal).ToArray();
        await PostAsync("quick", 1, keys);

        var sessions = await new EventStream(new Uri($"quick/closed?partition={PartitionOf("p-0")}", UriKind.Relative)).ReadAsync(service.Http, wanted.Length);

        Assert.Equal(wanted, sessions.Select(session => session.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_OfOneKeyOrPartition_HasOnlyTheirSessions()
    {
        var keys = Enumerable.Range(0, 40).Select(i => $"page-{i}").ToArray();
        await PostAsync("fast", 1, keys);
        var all = new List<JsonElement>();
        for (var next = ""; all.Count < keys.Length;)
        {
            var page = await HttpAnswer.GetAsync(service.Http, $"fast/closed?wait=20&after={next}");
            all.AddRange(page.Body.GetProperty("sessions").EnumerateArray());
            next = page["next"];
        }

        var ofKey = await HttpAnswer.GetAsync(service.Http, "fast/closed?key=page-7");
        var ofPartition = await HttpAnswer.GetAsync(service.Http, $"fast/closed?limit=1000&partition={PartitionOf("page-7")}");

        Assert.Equal("page-7", Assert.Single(ofKey.Body.GetProperty("sessions").EnumerateArray()).GetProperty("key").GetString());
        Assert.Equal(
            keys.Where(key => PartitionOf(key) == PartitionOf("page-7")).Order(StringComparer.Ordinal),
            ofPartition.Body.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
        Assert.Empty((await HttpAnswer.GetAsync(service.Http, $"fast/closed?key=page-7&after={ofKey["next"]}")).Body.GetProperty("sessions").EnumerateArray());
    }

    [Theory]
    [InlineData("partition=16", "partition must be from 0 to 15, but is '16'.")]
    [InlineData("partition=x", "partition must be from 0 to 15, but is 'x'.")]
    [InlineData("key=", "The key is empty.")]
    [InlineData("key=a&key=b", "key must be given once, but is 'a,b'.")]
    public async Task Get_WrongFilter_IsAProblemThatNamesItAndTheRule(string query, string detail) =>
        (await HttpAnswer.GetAsync(service.Http, $"quick/closed?{query}")).AssertProblem(HttpStatusCode.BadRequest, detail);

    [Fact]
    public async Task Get_KeyOfAnotherPartition_IsAProblem() =>
        (await HttpAnswer.GetAsync(service.Http, $"quick/closed?key=a&partition={(PartitionOf("a") + 1) % Partitions}")).AssertProblem(
            HttpStatusCode.BadRequest, $"The key is in partition {PartitionOf("a")}, but partition is '{(PartitionOf("a") + 1) % Partitions}'.");

    [Fact]
    public async Task Stream_Quiet_SaysSoWithItsPlace()
    {
        var stream = new EventStream(new Uri("visits/closed?after=end", UriKind.Relative));
        using var request = stream.CreateRequest();
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("retry: 1000", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(": nothing new", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("id: A", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static int PartitionOf(string key) => new SessionKey("any", key).GetPartition(Partitions);

    private async Task CloseAsync(string sessionizer, int round, params string[] keys)
    {
        await PostAsync(sessionizer, round, keys);
        foreach (var step in (string[])["drain", "reopen"])
        {
            using var answer = await service.Http.PostAsync(new Uri($"{sessionizer}/{step}", UriKind.Relative), null, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    private async Task PostAsync(string sessionizer, int n, params string[] keys)
    {
        var answer = await HttpAnswer.PostAsync(
            service.Http, sessionizer, keys.Select(key => $$"""{"key":"{{key}}","timestamp":"2026-01-{{n + 1:00}}T12:00:00Z","n":{{n}}}"""));
        Assert.Equal(keys.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer["accepted"]);
    }
}
