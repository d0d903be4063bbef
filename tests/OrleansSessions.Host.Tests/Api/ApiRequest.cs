using System.Net.Http.Headers;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Api;

/// <summary>Requests with bodies and headers of any kind.</summary>
internal static class ApiRequest
{
    public static async Task<HttpAnswer> PostBytesAsync(
        this HttpClient http, string path, byte[] body, string? mediaType = null, string? encoding = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        if (mediaType is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await HttpAnswer.ReadAsync(response);
    }

    public static Task<HttpAnswer> PostTextAsync(
        this HttpClient http, string path, string body, string? mediaType = null, params (string Name, string Value)[] headers) =>
        http.PostBytesAsync(path, System.Text.Encoding.UTF8.GetBytes(body), mediaType, null, headers);
}
