using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansSessions.Servers;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>Sends NDJSON over HTTP, and follows closed sessions as server-sent events.</summary>
internal sealed class HttpLoadClient : ILoadClient
{
    private static readonly MediaTypeHeaderValue Ndjson = new("application/x-ndjson");

    private readonly ChildSilo silo;
    private readonly HttpClient http;

    private HttpLoadClient(ChildSilo silo, Uri address)
    {
        this.silo = silo;
        http = new HttpClient { BaseAddress = new Uri(address, "sessionizers/load/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public static async Task<HttpLoadClient> StartAsync(LoadOptions options, LoadStore store)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var silo = await ChildSilo.StartAsync(
            "silo-host.dll",
            [
                $"--Urls={address}", $"--Sessions:SiloPort={FreePort.Find()}", $"--Sessions:GatewayPort={FreePort.Find()}",
                "--Sessions:Sessionizers:load:Clock=Arrival", "--Sessions:Sessionizers:load:Expiry=Deadline",
                string.Create(CultureInfo.InvariantCulture, $"--Sessions:Sessionizers:load:Gap={options.Gap.TotalMilliseconds}ms"),
                "--Sessions:Sessionizers:load:Aggregates:0=sum_value", .. store.HostArguments,
            ],
            line => line.Contains("Application started", StringComparison.Ordinal));
        return new HttpLoadClient(silo, address);
    }

    public async Task AppendAsync(ReadOnlyMemory<int> keys)
    {
        using var content = new ByteArrayContent(Write(keys.Span, out var length), 0, length);
        content.Headers.ContentType = Ndjson;
        using var response = await http.PostAsync(new Uri("events", UriKind.Relative), content);
        var answer = await response.Content.ReadAsStringAsync();
        using var parsed = response.IsSuccessStatusCode ? JsonDocument.Parse(answer) : null;
        if (parsed?.RootElement.GetProperty("accepted").GetInt32() != keys.Length)
        {
            throw new InvalidOperationException($"Not all of {keys.Length} events were accepted: {(int)response.StatusCode} {answer}");
        }
    }

    public async IAsyncEnumerable<DateTimeOffset> ReadEndsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("closed", UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                using var session = JsonDocument.Parse(line.AsMemory(5));
                yield return session.RootElement.GetProperty("end").GetDateTimeOffset();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await silo.DisposeAsync();
    }

    private static byte[] Write(ReadOnlySpan<int> keys, out int length)
    {
        const int LongestLine = 40;
        var body = new byte[keys.Length * LongestLine];
        length = 0;
        foreach (var key in keys)
        {
            "{\"key\":\"k"u8.CopyTo(body.AsSpan(length));
            length += 9;
            Utf8Formatter.TryFormat(key, body.AsSpan(length), out var written);
            length += written;
            "\",\"value\":1}\n"u8.CopyTo(body.AsSpan(length));
            length += 13;
        }

        return body;
    }
}
