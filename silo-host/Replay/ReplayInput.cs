using System.IO.Compression;
using System.IO.Pipelines;
using OrleansSessions.Host.Commands;

namespace OrleansSessions.Host.Replay;

/// <summary>The bytes to replay, and how many of them have been read.</summary>
internal sealed class ReplayInput : IAsyncDisposable
{
    /// <summary>The file name that stands for standard input.</summary>
    public const string StandardInput = "-";

    private readonly Stream raw;
    private readonly Stream content;

    private ReplayInput(string name, Stream raw, Stream content)
    {
        Name = name;
        this.raw = raw;
        this.content = content;
        Reader = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 1 << 16));
    }

    /// <summary>The name, for messages.</summary>
    public string Name { get; }

    public PipeReader Reader { get; }

    /// <summary>The size in bytes, or null when it is not known.</summary>
    public long? Length => raw.CanSeek ? raw.Length : null;

    public long Position => raw.CanSeek ? raw.Position : 0;

    /// <exception cref="CommandException">The file can not be opened.</exception>
    public static ReplayInput Open(string file)
    {
        if (file == StandardInput)
        {
            var standard = Console.OpenStandardInput();
            return new ReplayInput("standard input", standard, standard);
        }

        try
        {
            var raw = File.OpenRead(file);
            var isCompressed = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            return new ReplayInput(file, raw, isCompressed ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.CompleteAsync();
        await content.DisposeAsync();
    }
}
