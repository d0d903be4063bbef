using System.Globalization;
using System.Net.Http.Headers;

namespace OrleansSessions.Host.Tests.Fuzzing;

/// <summary>A generated request.</summary>
internal sealed record FuzzRequest(string Method, string Path, string? MediaType, string? Encoding, string? Accept, string? IdempotencyKey, byte[] Body)
{
    /// <summary>Whether its lines can be told from its bytes here too.</summary>
    public bool IsOfPlainLines =>
        Method == "POST" && Path.EndsWith("/events", StringComparison.Ordinal) && Encoding is null
        && MediaType is null or "application/x-ndjson" && FirstCharacter() != '[';

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        if (Method != "GET")
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = MediaType is null ? null : MediaTypeHeaderValue.Parse(MediaType);
            if (Encoding is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Encoding", Encoding);
            }
        }

        // Null would be a header without a value.
        foreach (var (name, value) in new[] { ("Accept", Accept), ("Idempotency-Key", IdempotencyKey) })
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Method} {Path} {MediaType} {Encoding} {Accept} {IdempotencyKey} {Convert.ToBase64String(Body)} = {System.Text.Encoding.UTF8.GetString(Body)}");

    private char FirstCharacter() => System.Text.Encoding.UTF8.GetString(Body).TrimStart(' ', '\t', '\r', '\n').FirstOrDefault();
}
