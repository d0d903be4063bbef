namespace OrleansSessions.Host.Http.Bodies;

/// <summary>Gives so many bytes of a stream, and then an error where there are more.</summary>
/// <param name="content">The stream.</param>
/// <param name="maxBytes">The most bytes.</param>
/// <param name="setting">The limit's name.</param>
/// <param name="state">In what state the bytes are counted, for the message.</param>
internal sealed class BoundedStream(Stream content, long maxBytes, string setting, string state) : ReadStream
{
    private long taken;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (maxBytes - taken is > 0 and var left)
        {
            var count = await content.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
            taken += count;
            return count;
        }

        // It may have just as many.
        return buffer.Length == 0 || await content.ReadAsync(new byte[1], cancellationToken) == 0
            ? 0
            : throw TooLarge(maxBytes, setting, state);
    }

    public static BodyException TooLarge(long maxBytes, string setting, string state) => new(
        StatusCodes.Status413PayloadTooLarge, $"The body has more than {maxBytes} bytes{state}; that many are allowed (Sessions:Limits:{setting}).");
}
