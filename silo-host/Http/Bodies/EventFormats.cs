using Microsoft.Net.Http.Headers;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>The media types of events.</summary>
internal static class EventFormats
{
    public const string CloudEvent = "application/cloudevents+json";

    public const string CloudEventBatch = "application/cloudevents-batch+json";

    public const string Lines = "application/x-ndjson";

    public const string Json = "application/json";

    // The last two are what curl and simple clients say of a body that they know nothing of.
    private static readonly string[] JsonTypes =
        [Json, Lines, "application/ndjson", "application/jsonl", "application/x-jsonlines", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded"];

    /// <exception cref="BodyException">Nothing of that kind is read.</exception>
    public static EventFormat Of(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
        {
            return EventFormat.Json;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw NotRead(request.ContentType);
        }

        if (type.Charset.Value is { Length: > 0 } charset && charset.Trim('"').ToUpperInvariant() is not ("UTF-8" or "UTF8" or "US-ASCII"))
        {
            throw new BodyException(StatusCodes.Status415UnsupportedMediaType, $"The charset must be utf-8, but is '{charset}'.");
        }

        if (request.Headers.ContainsKey("ce-specversion"))
        {
            throw new BodyException(
                StatusCodes.Status415UnsupportedMediaType,
                $"CloudEvents are read in structured mode, as {CloudEvent} or {CloudEventBatch}, but this is one in binary mode, with attributes in headers.");
        }

        return type.MediaType switch
        {
            { } media when media.Equals(CloudEvent, StringComparison.OrdinalIgnoreCase) => EventFormat.CloudEvent,
            { } media when media.Equals(CloudEventBatch, StringComparison.OrdinalIgnoreCase) => EventFormat.CloudEventBatch,
            { } media when JsonTypes.Any(json => media.Equals(json, StringComparison.OrdinalIgnoreCase)) => EventFormat.Json,
            _ => throw NotRead(request.ContentType),
        };
    }

    private static BodyException NotRead(string contentType) => new(
        StatusCodes.Status415UnsupportedMediaType,
        $"Content-Type '{contentType}' is not read; events are {Lines}, {Json}, {CloudEvent} or {CloudEventBatch}.");
}
