namespace OrleansSessions.Host.Tests;

/// <summary>A file of one test.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(params IEnumerable<string> lines)
        : this(".ndjson") => File.WriteAllText(Path, string.Concat(lines.Select(line => line + "\n")));

    private TempFile(string extension) =>
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"orleanssessions-{Guid.NewGuid():N}{extension}");

    public string Path { get; }

    public static TempFile OfBytes(byte[] content, string extension)
    {
        var file = new TempFile(extension);
        File.WriteAllBytes(file.Path, content);
        return file;
    }

    public void Dispose() => File.Delete(Path);
}
