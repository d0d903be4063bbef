using System.IO.Compression;

namespace OrleansSessions.Host.Tests;

/// <summary>Real request logs; see Data/README.md.</summary>
internal static class SampleData
{
    public static string Nasa { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "nasa-1995-08-01.ndjson.gz");

    public static string Apache { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "apache.ndjson.gz");

    public static string[] ReadLines(string file)
    {
        using var content = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return content.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static string[] ReadShuffled(string file, int seed)
    {
        var lines = ReadLines(file);
        new Random(seed).Shuffle(lines);
        return lines;
    }
}
