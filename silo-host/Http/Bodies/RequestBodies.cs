using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>The bodies of requests: bounded in size and time, decompressed where they are compressed.</summary>
internal static class RequestBodies
{
    public const string AcceptedEncodings = "gzip, br, zstd";

    private static readonly string[] Encodings = AcceptedEncodings.Split(", ");

    public static void AddRequestBodies(this IServiceCollection services) => services.AddRequestDecompression(options =>
    {
        options.DecompressionProviders.Remove("deflate");
        options.DecompressionProviders.Add(ZstdDecompressionProvider.Encoding, new ZstdDecompressionProvider());
    });

    public static void UseRequestBodies(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<HostLimits>();
        var clock = app.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        app.Use((context, next) => Bound(context, limits, clock) is { } refusal ? refusal.ExecuteAsync(context) : next(context));
        app.UseRequestDecompression();
    }

    /// <summary>The body, decompressed and bounded.</summary>
    public static Stream OpenBody(this HttpRequest request, HostLimits limits) =>
        request.HttpContext.Features.Get<RawBody>() is { Encoding: { } encoding }
            ? new BoundedStream(new DecompressedStream(request.Body, encoding), limits.DecompressedBytes, nameof(limits.DecompressedBytes), " after decompression")
            : request.Body;

    private static IResult? Bound(HttpContext context, HostLimits limits, TimeProvider clock)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return null;
        }

        var header = context.Request.Headers.ContentEncoding;
        var encoding = header.Count == 0 || string.Equals(header, "identity", StringComparison.OrdinalIgnoreCase) ? null : header.ToString();
        if (encoding is not null && !Encodings.Contains(encoding, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.Headers.AcceptEncoding = AcceptedEncodings;
            return Problems.UnsupportedMediaType($"Content-Encoding '{encoding}' is not read; it may be one of {AcceptedEncodings}, or none.");
        }

        if (encoding is null)
        {
            context.Request.Headers.Remove(HeaderNames.ContentEncoding);
        }

        // The server would cut the connection at its own bound, before the answer could be read that tells which lines were taken.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Request.ContentLength > limits.BodyBytes)
        {
            return Problems.TooLarge(
                $"The body has {context.Request.ContentLength} bytes; at most {limits.BodyBytes} are allowed (Sessions:Limits:{nameof(limits.BodyBytes)}). Nothing of it was read.");
        }

        var body = new RawBody(context.Request.Body, encoding, limits, clock);
        context.Features.Set(body);
        context.Request.Body = body;
        return null;
    }
}
