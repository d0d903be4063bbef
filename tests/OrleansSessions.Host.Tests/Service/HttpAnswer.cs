using System.Net;
using System.Text.Json;

namespace OrleansSessions.Host.Tests.Service;

/// <summary>An answer of the service that is JSON.</summary>
internal sealed record HttpAnswer(HttpStatusCode Status, string? MediaType, JsonElement Body)
{
    public static async Task<HttpAnswer> GetAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public static async Task<HttpAnswer> PostAsync(HttpClient http, string sessionizer, params IEnumerable<string> lines)
    {
        using var content = new StringContent(string.Join('\n', lines));
        using var response = await http.PostAsync(
            new Uri($"{sessionizer}/events", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    public static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new HttpAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonElement.Parse(text));
    }

    /// <summary>It is a problem that says just that, and nothing of the program's inside.</summary>
    public void AssertProblem(HttpStatusCode status, string detail)
    {
        Assert.Equal((status, "application/problem+json"), (Status, MediaType));
        Assert.Equal(detail, this["detail"]);
        Assert.DoesNotContain("   at ", Body.GetRawText(), StringComparison.Ordinal);
    }

    public string this[string property] => Body.GetProperty(property).ToString();
}
