using System.Text.Json;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Streams;

public sealed class StreamRestartTests : IDisposable
{
    private readonly DataFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("fast/closed", 4)]
    [InlineData("fast/closed?key=restart-1", 1)]
    public async Task Stream_HostIsKilledAndStartedAgain_GoesOnWithoutAGap(string path, int perRound)
    {
        var stream = new EventStream(new Uri(path, UriKind.Relative));
        var seen = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            await using var service = await ServiceProcess.StartInAsync(folder);
            await PostAsync(service);
            seen.AddRange((await stream.ReadAsync(service.Http, perRound)).Select(session => session.GetProperty("id").GetString()!));

            // These close while the reader is away, some of them while no host is there.
            await PostAsync(service);
            await service.KillAsync();
        }

        await using var last = await ServiceProcess.StartInAsync(folder);
        seen.AddRange((await stream.ReadAsync(last.Http, perRound)).Select(session => session.GetProperty("id").GetString()!));
        var all = await AllAsync(last, path);

        Assert.Equal(all.Take(seen.Count).Order(), seen.Order());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    private static async Task<IReadOnlyList<string>> AllAsync(ServiceProcess service, string path)
    {
        var page = await HttpAnswer.GetAsync(service.Http, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1000");
        return [.. page.Body.GetProperty("sessions").EnumerateArray().OrderBy(session => session.GetProperty("start").GetString(), StringComparer.Ordinal).Select(Id)];
    }

    private static string Id(JsonElement session) => session.GetProperty("id").GetString()!;

    private static async Task PostAsync(ServiceProcess service) => Assert.Equal(
        "4", (await HttpAnswer.PostAsync(service.Http, "fast", Enumerable.Range(0, 4).Select(i => $$"""{"key":"restart-{{i}}","n":1}""")))["accepted"]);
}
