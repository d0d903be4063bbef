using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>The watermark of a sessionizer on event time, and the sources that make it.</summary>
internal static class WatermarkEndpoints
{
    /// <summary><c>POST /sessionizers/{name}/watermark</c> with <c>{"watermark": T or "max", "source": S}</c>.</summary>
    public static async Task<IResult> AdvanceAsync(string name, HttpRequest request, SessionClients clients)
    {
        if (!clients.TryFind(name, out var found))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        if (!found.IsEventTime)
        {
            return OnArrivalClock(name);
        }

        using var body = await SmallBody.ReadAsync(request);
        var (watermark, source) = (ReadWatermark(body), ReadSource(body));
        return Answer(source is null
            ? await found.Sessions.AdvanceWatermarkAsync(watermark)
            : await found.Sessions.AdvanceWatermarkAsync(source, watermark));
    }

    /// <summary><c>DELETE /sessionizers/{name}/sources/{source}</c>: the source sends nothing more.</summary>
    public static async Task<IResult> CompleteAsync(string name, string source, SessionClients clients) =>
        !clients.TryFind(name, out var found) ? Problems.UnknownSessionizer(name, clients)
        : !found.IsEventTime ? OnArrivalClock(name)
        : Answer(await found.Sessions.CompleteSourceAsync(source));

    private static Watermark ReadWatermark(SmallBody body)
    {
        if (!body.TryGet("watermark", out var json))
        {
            throw new ArgumentException($"The body needs \"watermark\": {WatermarkJson.Form}.");
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return WatermarkJson.TryRead(ref reader, out var watermark)
            ? watermark
            : throw new ArgumentException($"\"watermark\" must be {WatermarkJson.Form}, but is {FieldJson.ReadSource(ref reader)}.");
    }

    private static string? ReadSource(SmallBody body)
    {
        if (!body.TryGet("source", out var json))
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.String
            ? reader.GetString()
            : throw new ArgumentException($"\"source\" must be a text, but is {FieldJson.ReadSource(ref reader)}.");
    }

    private static ProblemHttpResult OnArrivalClock(string name) => Problems.Conflict(
        $"Sessionizer '{name}' is on the arrival clock: its watermark is the clock itself, and it has no sources.");

    private static JsonAnswer Answer(Watermark watermark) => new(writer =>
    {
        writer.WriteStartObject();
        WatermarkJson.Write(writer, "watermark", watermark);
        writer.WriteEndObject();
    });
}
