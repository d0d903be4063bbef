using Microsoft.AspNetCore.RequestDecompression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>Decompresses zstd.</summary>
internal sealed class ZstdDecompressionProvider : IDecompressionProvider
{
    public const string Encoding = "zstd";

    // The largest window that RFC 9659 allows in a content encoding, 8 MiB: what asks for more would take its memory before anything
    // is known of it.
    private const int MaxWindowLog = 23;

    private const int BufferBytes = 16 * 1024;

    public Stream GetDecompressionStream(Stream stream)
    {
        var decompression = new DecompressionStream(stream, BufferBytes, checkEndOfStream: true, leaveOpen: true);
        decompression.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
        return decompression;
    }
}
