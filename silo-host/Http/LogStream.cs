using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>
/// A log as server-sent events, without end. Each page ends with its cursor as the event id, so a reader that reconnects with
/// <c>Last-Event-ID</c> misses nothing, and may see the last page's items again.
/// </summary>
internal sealed class LogStream<T>(SessionizerLog<T> log, LogPage<T> first, CancellationToken stopping) : IResult
{
    private const int PageSize = 500;

    // A comment now and then keeps proxies from closing a quiet connection.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var ended = ending.Token;
        httpContext.Response.ContentType = LogEndpoint.StreamMediaType;
        httpContext.Response.Headers.CacheControl = "no-store";
        var body = httpContext.Response.BodyWriter;
        var page = first;
        try
        {
            while (true)
            {
                Write(body, page);
                await body.FlushAsync(ended);
                page = await log.ReadPatientlyAsync(page.Next, PageSize, KeepAlive, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The reader has gone, or the host stops.
        }
        catch (SessionException exception)
        {
            // Retention has overtaken a reader that is too slow: it is told, and must decide where to go on.
            body.Write(Encoding.UTF8.GetBytes($"event: error\ndata: {JsonEncodedText.Encode(exception.Message)}\n\n"));
            await body.FlushAsync(CancellationToken.None);
        }
    }

    private void Write(PipeWriter body, LogPage<T> page)
    {
        if (page.Items.Count == 0)
        {
            body.Write(": nothing new\n\n"u8);
        }

        for (var i = 0; i < page.Items.Count; i++)
        {
            if (i == page.Items.Count - 1)
            {
                body.Write(Encoding.UTF8.GetBytes($"id: {page.Next}\n"));
            }

            body.Write(Encoding.UTF8.GetBytes($"event: {log.ItemName}\ndata: "));
            using (var writer = new Utf8JsonWriter(body, SessionJson.Options))
            {
                log.Write(writer, page.Items[i]);
            }

            body.Write("\n\n"u8);
        }
    }
}
