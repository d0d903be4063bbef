using System.IO.Compression;
using System.Text.Json.Nodes;

namespace OrleansSessions.Host.Page.Try;

/// <summary>A day of a real web server's log, which lies beside the program; client-sample/data has it, and says where it is from.</summary>
internal sealed class SampleLog : IDisposable
{
    private readonly FileStream file;
    private readonly StreamReader reader;

    public SampleLog()
    {
        file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "nasa-1995-08-01.ndjson.gz"));
        reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
    }

    /// <summary>How much of it has been read, from 0 to 1.</summary>
    public double Share => (double)file.Position / file.Length;

    /// <summary>The next request and its time; null at the end.</summary>
    public async Task<(JsonObject Event, DateTimeOffset Time)?> ReadAsync(CancellationToken cancellationToken) =>
        await reader.ReadLineAsync(cancellationToken) is { } line
            ? (JsonNode.Parse(line)!.AsObject(), JsonNode.Parse(line)!["timestamp"]!.GetValue<DateTimeOffset>())
            : null;

    public void Dispose() => reader.Dispose();
}
