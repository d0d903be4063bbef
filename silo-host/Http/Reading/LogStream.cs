using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>
/// A log as server-sent events, without end. Each event's id is the cursor after it, and so is that of a comment: a reader that comes
/// back with <c>Last-Event-ID</c> goes on where it was, also on another silo.
/// </summary>
internal sealed class LogStream(SessionizerLog log, LogSelection selection, LogCursor cursor, LogReader reader, LogTails tails, TimeProvider clock, CancellationToken stopping)
    : IResult
{
    private const int PageSize = 256;
    private const int FlushBytes = 16 * 1024;

    // A comment now and then keeps proxies from closing a quiet connection.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private readonly LogFollower follower = new(selection, cursor);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!tails.TryEnter())
        {
            await Problems.TooManyRequests("The service has as many readers of streams as it takes (Sessions:Limits:StreamReaders).").ExecuteAsync(httpContext);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var body = httpContext.Response.BodyWriter;
        httpContext.Response.ContentType = LogEndpoint.StreamMediaType;
        httpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            body.Write("retry: 1000\n\n"u8);
            await body.FlushAsync(ending.Token);
            await FollowAsync(body, ending.Token);
        }
        catch (OperationCanceledException) when (ending.Token.IsCancellationRequested)
        {
            // The reader has gone, or the host stops.
        }
        catch (SessionException exception)
        {
            // Retention has overtaken a reader that is too slow: it is told, and must decide where to go on.
            body.Write(Encoding.UTF8.GetBytes($"event: error\ndata: {JsonEncodedText.Encode(exception.Message)}\n\n"));
            await body.FlushAsync(CancellationToken.None);
        }
        finally
        {
            foreach (var partition in follower.Partitions)
            {
                tails.Get(log, partition).Detach(follower);
            }

            tails.Leave();
        }
    }

    private async Task FollowAsync(PipeWriter body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var taken = follower.Take();
            await WriteAsync(body, taken.Frames, cancellationToken);
            foreach (var place in taken.Places)
            {
                cursor[place.Partition] = place.Position;
                if (!place.IsFollowing)
                {
                    await CatchUpAsync(body, place.Partition, cancellationToken);
                }
            }

            if (taken.Frames.Count == 0 && taken.Places.All(place => place.IsFollowing)
                && !await ComesAsync(taken.More, cancellationToken))
            {
                body.Write(Encoding.UTF8.GetBytes($": nothing new\nid: {cursor}\n\n"));
                await body.FlushAsync(cancellationToken);
            }
        }
    }

    private async Task CatchUpAsync(PipeWriter body, int partition, CancellationToken cancellationToken)
    {
        var before = cursor[partition];
        var entries = await reader.ReadAsync(selection with { Partition = partition }, cursor, PageSize, TimeSpan.Zero, cancellationToken);
        var through = cursor[partition];
        cursor[partition] = before;
        await WriteAsync(body, [.. entries.Select(entry => new LogFrame(log, partition, entry))], cancellationToken);
        cursor[partition] = through;
        // Behind a full page there may be more, which is read here and not by the one who reads for all.
        if (entries.Count == PageSize || !tails.Get(log, partition).TryAttach(follower, through))
        {
            follower.StandAt(partition, through);
        }
    }

    private async Task WriteAsync(PipeWriter body, IReadOnlyList<LogFrame> frames, CancellationToken cancellationToken)
    {
        foreach (var frame in frames)
        {
            cursor[frame.Partition] = frame.Position;
            body.Write(Encoding.UTF8.GetBytes($"id: {cursor}\n"));
            body.Write(frame.Content);
            if (body.UnflushedBytes >= FlushBytes)
            {
                await body.FlushAsync(cancellationToken);
            }
        }

        if (frames.Count > 0)
        {
            await body.FlushAsync(cancellationToken);
        }
    }

    private async Task<bool> ComesAsync(Task more, CancellationToken cancellationToken)
    {
        await more.WaitAsync(KeepAlive, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return more.IsCompleted;
    }
}
