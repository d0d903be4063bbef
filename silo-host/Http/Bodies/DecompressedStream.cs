using ZstdSharp;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>A body that is being decompressed: what is wrong with its encoding is the sender's mistake.</summary>
internal sealed class DecompressedStream(Stream content, string encoding) : ReadStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or EndOfStreamException or ZstdException)
        {
            throw new BodyException(StatusCodes.Status400BadRequest, $"The body is not valid {encoding}, or breaks off: {exception.Message}", exception);
        }
    }
}
