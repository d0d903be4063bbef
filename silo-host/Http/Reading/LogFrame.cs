using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansSessions.Host.Json;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>An entry of the log as an event of a stream, but for its id, which is another for each reader.</summary>
internal sealed class LogFrame(SessionizerLog log, int partition, LogEntry entry)
{
    private byte[]? content;

    public int Partition => partition;

    public long Position => entry.Position;

    public string Key => entry.Key.Key;

    /// <summary>About how much memory it holds.</summary>
    public int Size => entry.Payload.Length;

    // Race: two readers may both write it. They write the same, and one of both is kept.
    public ReadOnlySpan<byte> Content => content ??= WriteContent();

    private byte[] WriteContent()
    {
        var bytes = new ArrayBufferWriter<byte>(entry.Payload.Length * 2);
        bytes.Write(Encoding.UTF8.GetBytes($"event: {log.ItemName}\ndata: "));
        using (var writer = new Utf8JsonWriter(bytes, SessionJson.Options))
        {
            log.Write(writer, entry.Payload);
        }

        bytes.Write("\n\n"u8);
        return bytes.WrittenSpan.ToArray();
    }
}
