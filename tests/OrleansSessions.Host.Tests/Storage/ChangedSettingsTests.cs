using System.Text.Json;
using OrleansSessions.Host.Tests.Access;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Storage;

/// <summary>What a sessionizer's settings, changed over a restart, do to the sessions that are open.</summary>
public sealed class ChangedSettingsTests : IDisposable
{
    private const string Trips = "--Sessions:Sessionizers:trips:";

    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Gap_Changed_HoldsForTheEventsThatComeAfterwards()
    {
        await AppendAsync([], "12:00 a", "12:00 b");

        await using var after = await StartAsync($"{Trips}Gap=20m");
        await PostAsync(after, "12:05 a", "12:15 b", "12:00 c");

        // The first keeps the end of its old event until an event with the new gap moves it.
        Assert.Equal("12:00-12:25 2", await OpenAsync(after, "a"));
        Assert.Equal("12:00-12:10 1, 12:15-12:35 1", await OpenAsync(after, "b"));
        Assert.Equal("12:00-12:20 1", await OpenAsync(after, "c"));
    }

    [Fact]
    public async Task Gap_Shortened_TakesNothingFromWhatIsOpen()
    {
        await AppendAsync([], "12:00 a");

        await using var after = await StartAsync($"{Trips}Gap=2m");
        await PostAsync(after, "12:09 a");
        Assert.Equal("12:00-12:11 2", await OpenAsync(after, "a"));
        await PostAsync(after, "12:11 a");

        Assert.Equal("12:00-12:11 2, 12:11-12:13 1", await OpenAsync(after, "a"));
    }

    [Fact]
    public async Task MaxDuration_Set_EndsWhatIsLongerAndCutsTheRest()
    {
        await AppendAsync([], "12:00 long", "12:08 long", "12:16 long", "12:00 short");

        await using var after = await StartAsync($"{Trips}MaxDuration=5m");

        Assert.Equal("12:00-12:05 1", await OpenAsync(after, "short"));
        Assert.Equal("12:00-12:16 3", await OpenAsync(after, "long"));
        // Within what it already spans an event joins it; after it, another session begins, and none overlaps another.
        await PostAsync(after, "12:07 long", "12:17 long", "12:06 short");
        Assert.Equal("12:00-12:16 4, 12:17-12:22 1", await OpenAsync(after, "long"));
        Assert.Equal("12:00-12:05 1, 12:06-12:11 1", await OpenAsync(after, "short"));
        Assert.Equal("MaxDuration,MaxDuration,MaxDuration,MaxDuration", await CloseAsync(after));
    }

    [Fact]
    public async Task MaxEvents_Set_ClosesWhatHasReachedThemWithItsNextEvent()
    {
        await AppendAsync([], "12:00 a", "12:01 a", "12:02 a");

        await using var after = await StartAsync($"{Trips}MaxEvents=2");
        Assert.Equal("12:00-12:12 3", await OpenAsync(after, "a"));
        await PostAsync(after, "12:03 a");

        Assert.Equal("", await OpenAsync(after, "a"));
        Assert.Equal("MaxEvents", await CloseAsync(after));
    }

    [Fact]
    public async Task Aggregates_Changed_HoldForSessionsThatBeginAfterwards()
    {
        await AppendAsync([], "12:00 a");

        await using var after = await StartAsync($"{Trips}Aggregates:0=max_n", $"{Trips}Aggregates:1=sum_m", $"{Trips}Aggregates:2=last_n");
        await PostAsync(after, "12:05 a", "12:00 b", "12:05 b");

        Assert.Equal("""{"sum_n":2}""", await ResultAsync(after, "a"));
        Assert.Equal("""{"max_n":1,"sum_m":20,"last_n":1}""", await ResultAsync(after, "b"));
        await CloseAsync(after);
        var closed = await HttpAnswer.GetAsync(after.Http, "trips/closed");
        Assert.Equal(
            ["""{"sum_n":2}""", """{"max_n":1,"sum_m":20,"last_n":1}"""],
            closed.Body.GetProperty("sessions").EnumerateArray().OrderBy(session => session.GetProperty("key").GetString(), StringComparer.Ordinal)
                .Select(session => session.GetProperty("result").GetRawText()));
    }

    [Fact]
    public async Task Aggregates_OfTheSameShape_AreNotMixedUp()
    {
        await AppendAsync([$"{Trips}Aggregates:1=max_n"], "12:00 a", "12:20 a");

        await using var after = await StartAsync($"{Trips}Aggregates:0=sum_m", $"{Trips}Aggregates:1=max_n");
        await PostAsync(after, "12:25 a", "12:40 a");

        // Two that began before, and one after; what joins an old and a new one leaves what both have.
        Assert.Equal("""{"sum_n":1,"max_n":1} {"sum_n":2,"max_n":1} {"sum_m":10,"max_n":1}""", await ResultAsync(after, "a"));
        await PostAsync(after, "12:33 a");
        Assert.Equal("""{"sum_n":1,"max_n":1} {"max_n":1}""", await ResultAsync(after, "a"));
    }

    private static async Task PostAsync(ServiceProcess service, params string[] events)
    {
        var lines = events.Select(item => $$"""{"key":"{{item[6..]}}","timestamp":"2026-01-01T{{item[..5]}}:00Z","n":1,"m":10}""");
        using var answer = await service.Http.SendAsync("POST", "trips/events", null, string.Join('\n', lines), ("Session-Source", "test"));
        Assert.Equal(FormattableString.Invariant($"{events.Length}"), (await HttpAnswer.ReadAsync(answer))["accepted"]);
    }

    private static async Task<string> OpenAsync(ServiceProcess service, string key) =>
        string.Join(", ", (await OpenSessionsAsync(service, key)).Select(session => $"{Time(session, "start")}-{Time(session, "end")} {session.GetProperty("count")}"));

    private static async Task<string> ResultAsync(ServiceProcess service, string key) =>
        string.Join(' ', (await OpenSessionsAsync(service, key)).Select(session => session.GetProperty("result").GetRawText()));

    private static async Task<IEnumerable<JsonElement>> OpenSessionsAsync(ServiceProcess service, string key) =>
        (await HttpAnswer.GetAsync(service.Http, $"trips/sessions/{key}")).Body.GetProperty("open").EnumerateArray();

    private static string Time(JsonElement session, string property) => session.GetProperty(property).GetString()![11..16];

    // By the watermark; the reasons of all.
    private static async Task<string> CloseAsync(ServiceProcess service)
    {
        using var answer = await service.Http.SendAsync("POST", "trips/watermark", null, """{"watermark":"max","source":"test"}""");
        answer.EnsureSuccessStatusCode();
        var closed = await HttpAnswer.GetAsync(service.Http, "trips/closed");
        return string.Join(',', closed.Body.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("reason").GetString()));
    }

    // The watermark stays where it is while the events come.
    private Task<ServiceProcess> StartAsync(params string[] settings) => ServiceProcess.StartInAsync(folder, [$"{Trips}OutOfOrderness=1d", .. settings]);

    private async Task AppendAsync(string[] settings, params string[] events)
    {
        await using var before = await StartAsync(settings);
        await PostAsync(before, events);
        await before.KillAsync();
    }
}
