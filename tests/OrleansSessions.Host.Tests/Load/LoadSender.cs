using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>Sends the same compressed body again and again, and counts what was acknowledged and what was not.</summary>
internal sealed class LoadSender(HttpClient http, string path, int eventsPerBody, int keys)
{
    private readonly byte[] body = CreateBody(eventsPerBody, keys);
    private long accepted;
    private long refused;
    private long unknown;
    private long sent;

    /// <summary>Events that are acknowledged.</summary>
    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Requests that were answered 429.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Events of which it is not known whether they are stored: failed, or without an answer.</summary>
    public long Unknown => Interlocked.Read(ref unknown);

    /// <summary>Requests.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <returns>Whether it was taken.</returns>
    public async Task<bool> SendAsync()
    {
        Interlocked.Increment(ref sent);
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentEncoding.Add("gzip");
            using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.NotNull(response.Headers.RetryAfter);
                Interlocked.Increment(ref refused);
            }
            else if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
            {
                Assert.Fail($"{response.StatusCode}: {answer.RootElement}");
            }

            if (answer.RootElement.TryGetProperty("accepted", out var count))
            {
                Interlocked.Add(ref accepted, count.GetInt64());
                Interlocked.Add(ref unknown, answer.RootElement.GetProperty("failed").GetInt64());
            }

            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            Interlocked.Add(ref unknown, eventsPerBody);
            return false;
        }
    }

    private static byte[] CreateBody(int events, int keys)
    {
        using var bytes = new MemoryStream();
        using (var compressing = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < events; i++)
            {
                compressing.Write(Encoding.UTF8.GetBytes($"{{\"key\":\"k{i % keys}\",\"path\":\"/page/{i % 7}\"}}\n"));
            }
        }

        return bytes.ToArray();
    }
}
