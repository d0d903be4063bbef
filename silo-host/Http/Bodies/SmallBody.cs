using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>The body of a request that gives a few values: a JSON object, or nothing.</summary>
internal sealed class SmallBody : IDisposable
{
    private const int MaxBytes = 16 * 1024;

    private readonly JsonDocument? document;

    private SmallBody(JsonDocument? document) => this.document = document;

    /// <exception cref="ArgumentException">It is neither a JSON object nor empty.</exception>
    /// <exception cref="BodyException">It can not be read, or is too long.</exception>
    public static async Task<SmallBody> ReadAsync(HttpRequest request, HostLimits limits)
    {
        var body = request.OpenBody(limits);
        using var bytes = new MemoryStream();
        var chunk = new byte[MaxBytes + 1];
        int read;
        while ((read = await body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > MaxBytes)
            {
                throw new BodyException(StatusCodes.Status413PayloadTooLarge, $"The body has more than {MaxBytes} bytes; that many are allowed here.");
            }
        }

        return new SmallBody(bytes.Length == 0 ? null : Parse(bytes.ToArray()));
    }

    /// <summary>Reads a property; false when it is missing or null.</summary>
    /// <exception cref="ArgumentException">It has not the form.</exception>
    public bool TryGet<T>(string property, string form, JsonValueReader<T> tryRead, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        try
        {
            if (document is null || !document.RootElement.TryGetProperty(property, out var element) || element.ValueKind == JsonValueKind.Null)
            {
                return false;
            }

            var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(element));
            return JsonValues.Read(ref reader, property, form, tryRead, out value) is { } problem ? throw new ArgumentException(problem) : true;
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException("The body is not valid Unicode text.", exception);
        }
    }

    public void Dispose() => document?.Dispose();

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new ArgumentException("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                $"The body is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.", exception);
        }
    }
}
