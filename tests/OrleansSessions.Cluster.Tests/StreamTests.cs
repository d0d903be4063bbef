using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OrleansSessions.Cluster.Tests;

public sealed class StreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly HttpClient Http = new() { Timeout = Patience };
    private string? lastEventId;

    [Fact]
    public async Task Stream_GoesOnAtAnotherSiloWhenItsOwnIsKilled_SeesEachSessionOnce()
    {
        await using var cluster = await TestedCluster.StartAsync();
        var seen = new List<string>();
        foreach (var silo in cluster.Silos)
        {
            // The first closes before the reader is here or while it is; the second while it is away.
            await PostAsync(cluster.Silos[^1]);
            seen.AddRange(await ReadAsync(silo, until: silo == cluster.Silos[0] ? 1 : 2));
            await PostAsync(cluster.Silos[^1]);
            if (silo != cluster.Silos[^1])
            {
                await silo.KillAsync();
            }
        }

        var all = await ReadPageAsync(cluster.Silos[^1], seen.Count);
        Assert.Equal(all.Take(seen.Count), seen);
    }

    private static async Task PostAsync(SiloProcess silo)
    {
        // A session of the same key ends after two seconds: what comes sooner would be part of it.
        var before = (await ReadPageAsync(silo, 0)).Count;
        using var content = new StringContent("""{"key":"moved","id":1,"value":1}""" + "\n" + """{"key":"other","id":1,"value":1}""");
        using var answer = await Http.PostAsync(silo.AddressOf("sessionizers/load/events"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        await ReadPageAsync(silo, before + 1);
    }

    private static async Task<IReadOnlyList<string>> ReadPageAsync(SiloProcess silo, int atLeast)
    {
        IReadOnlyList<string> ids = [];
        await Eventually.Async($"{atLeast} sessions are closed", Patience, TimeSpan.FromMilliseconds(200), async () =>
        {
            using var page = JsonDocument.Parse(await Http.GetStringAsync(silo.AddressOf("sessionizers/load/closed?key=moved&limit=1000"), TestContext.Current.CancellationToken));
            ids = [.. page.RootElement.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("id").GetString()!)];
            return ids.Count >= atLeast;
        });
        return ids;
    }

    private async Task<List<string>> ReadAsync(SiloProcess silo, int until)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, silo.AddressOf("sessionizers/load/closed?key=moved"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var ids = new List<string>();
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(TestContext.Current.CancellationToken))
        {
            ids.Add(JsonElement.Parse(item.Data).GetProperty("id").GetString()!);
            if (ids.Count == until)
            {
                break;
            }
        }

        lastEventId = parser.LastEventId;
        return ids;
    }
}
