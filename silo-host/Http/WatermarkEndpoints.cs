using System.Text.Json;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http;

/// <summary>The watermark of a sessionizer on event time, and the sources that make it.</summary>
internal static class WatermarkEndpoints
{
    /// <summary><c>POST /sessionizers/{name}/watermark</c> with <c>{"watermark": T or "max", "source": S}</c>.</summary>
    public static async Task<IResult> AdvanceAsync(string name, HttpRequest request, SessionClients clients, HostLimits limits)
    {
        var found = clients.Get(name);
        if (!found.IsEventTime)
        {
            return OnArrivalClock(name);
        }

        using var body = await SmallBody.ReadAsync(request, limits);
        var (watermark, source) = (ReadWatermark(body), ReadSource(body));
        return Answer(source is null
            ? await found.Sessions.AdvanceWatermarkAsync(watermark)
            : await found.Sessions.AdvanceWatermarkAsync(source, watermark));
    }

    /// <summary><c>DELETE /sessionizers/{name}/sources/{source}</c>: the source sends nothing more.</summary>
    public static async Task<IResult> CompleteAsync(string name, string source, SessionClients clients)
    {
        var found = clients.Get(name);
        return found.IsEventTime ? Answer(await found.Sessions.CompleteSourceAsync(source)) : OnArrivalClock(name);
    }

    private static Watermark ReadWatermark(SmallBody body) =>
        body.TryGet<Watermark>("watermark", WatermarkJson.Form, WatermarkJson.TryRead, out var watermark)
            ? watermark
            : throw new ArgumentException($"The body needs \"watermark\": {WatermarkJson.Form}.");

    private static string? ReadSource(SmallBody body) => body.TryGet<string>("source", "a text", TryReadText, out var source) ? source : null;

    private static bool TryReadText(ref Utf8JsonReader reader, out string text)
    {
        var isText = reader.TokenType == JsonTokenType.String;
        text = isText ? reader.GetString()! : string.Empty;
        return isText;
    }

    private static IResult OnArrivalClock(string name) => Problems.Conflict(
        $"Sessionizer '{name}' is on the arrival clock: its watermark is the clock itself, and it has no sources.");

    private static JsonAnswer Answer(Watermark watermark) => new(writer =>
    {
        writer.WriteStartObject();
        WatermarkJson.Write(writer, "watermark", watermark);
        writer.WriteEndObject();
    });
}
