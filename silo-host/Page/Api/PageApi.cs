using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Access;

namespace OrleansSessions.Host.Page.Api;

/// <summary>The API, as a page asks it: over HTTP with the key of who looks at it, so that it shows what that key may see and nothing else.</summary>
internal sealed class PageApi(OwnAddress own, PageCaller caller)
{
    public async Task<IReadOnlyList<string>> GetNamesAsync(CancellationToken cancellationToken) =>
        (await GetAsync<SessionizerNames>("/sessionizers", cancellationToken)).Sessionizers;

    public Task<SessionizerItem> GetOverviewAsync(string name, CancellationToken cancellationToken) =>
        GetAsync<SessionizerItem>(PathOf(name), cancellationToken);

    public Task<OpenSessions> GetOpenAsync(string name, string key, CancellationToken cancellationToken) =>
        GetAsync<OpenSessions>($"{PathOf(name)}/sessions/{Uri.EscapeDataString(key)}", cancellationToken);

    /// <summary>The newest closed sessions after a cursor, the newest first.</summary>
    public Task<ClosedSessionPage> GetNewestAsync(string name, string? key, string? after, int limit, CancellationToken cancellationToken) =>
        GetAsync<ClosedSessionPage>(
            FormattableString.Invariant($"{PathOf(name)}/closed?newest=true&limit={limit}")
            + (key is null ? "" : $"&key={Uri.EscapeDataString(key)}") + (after is null ? "" : $"&after={after}"),
            cancellationToken);

    /// <summary>Appends events, a line each.</summary>
    public Task<AppendedEvents> AppendAsync(string name, string lines, string? source, CancellationToken cancellationToken) => SendAsync<AppendedEvents>(
        () =>
        {
            var request = Create(HttpMethod.Post, $"{PathOf(name)}/events");
            request.Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
            if (source is not null)
            {
                request.Headers.Add("Session-Source", source);
            }

            return request;
        },
        cancellationToken);

    /// <summary>Declares the watermark of a source; the answer is the sessionizer's.</summary>
    public Task<WatermarkItem> AdvanceWatermarkAsync(string name, string source, DateTimeOffset watermark, CancellationToken cancellationToken) =>
        SendAsync<WatermarkItem>(
            () =>
            {
                var request = Create(HttpMethod.Post, $"{PathOf(name)}/watermark");
                request.Content = JsonContent.Create(new { watermark = watermark.ToUnixTimeMilliseconds(), source });
                return request;
            },
            cancellationToken);

    public Task<WatermarkItem> CompleteSourceAsync(string name, string source, CancellationToken cancellationToken) =>
        SendAsync<WatermarkItem>(() => Create(HttpMethod.Delete, $"{PathOf(name)}/sources/{Uri.EscapeDataString(source)}"), cancellationToken);

    private static string PathOf(string name) => $"/sessionizers/{Uri.EscapeDataString(name)}";

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(() => Create(HttpMethod.Get, path), cancellationToken);

    private HttpRequestMessage Create(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = caller.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        return request;
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        try
        {
            using var request = create();
            using var answer = await own.Http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken))!
                : throw new PageApiException(answer.StatusCode, await ReadDetailAsync(answer, cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PageApiException(null, $"The service does not answer: {exception.Message}");
        }
    }

    private static async Task<string> ReadDetailAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return problem.GetProperty("detail").GetString() ?? answer.StatusCode.ToString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The service answers {(int)answer.StatusCode} ({Enum.GetName<HttpStatusCode>(answer.StatusCode)}).";
        }
    }
}
