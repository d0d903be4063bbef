using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansSessions.ClientSample;

/// <summary>The sample log: a day of a web server, in order of time.</summary>
internal static class RequestLog
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "nasa-1995-08-01.ndjson.gz");

    /// <summary>Reads it in parts of equal time, the empty ones too; the first begins with the first request.</summary>
    public static async IAsyncEnumerable<LogPart> ReadPartsAsync(
        TimeSpan length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var part = new List<LoggedRequest>();
        DateTimeOffset? end = null;
        await foreach (var request in ReadAsync(cancellationToken))
        {
            end ??= request.Time;
            while (request.Time > end)
            {
                yield return new LogPart(part, end.Value);
                part = [];
                end += length;
            }

            part.Add(request);
        }

        yield return new LogPart(part, end ?? throw new InvalidDataException($"{File} is empty."));
    }

    private static async IAsyncEnumerable<LoggedRequest> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(File), CompressionMode.Decompress));
        for (var line = 1L; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            yield return new LoggedRequest(
                line,
                root.GetProperty("key").GetString()!,
                root.GetProperty("timestamp").GetDateTimeOffset(),
                root.GetProperty("path").GetString()!,
                root.GetProperty("status").GetInt32(),
                root.GetProperty("bytes").GetInt64());
        }
    }
}
