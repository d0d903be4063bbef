using System.Text.Json;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>An answer that writes its own JSON.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter, SessionJson.Options);
        write(writer);
    }
}
