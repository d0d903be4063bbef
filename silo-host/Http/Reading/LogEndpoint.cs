using System.Globalization;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>
/// <c>GET /sessionizers/{name}/closed</c> and <c>…/late</c>: a page of closed sessions or of late events, after a cursor, of all keys,
/// of one, or of one partition; with <c>Accept: text/event-stream</c> all of them as they come.
/// </summary>
internal static class LogEndpoint
{
    public const string StreamMediaType = "text/event-stream";

    private const int DefaultLimit = 100;
    private const int MaxLimit = 10_000;
    private const double MaxWaitSeconds = 20;

    // As many are read of each partition.
    private const int MaxNewest = 1_000;

    public static Task<IResult> ReadClosedAsync(string name, HttpRequest request, LogServices services) =>
        ReadAsync(services.Logs.Get(name, LogKind.Closed), request, services);

    public static Task<IResult> ReadLateAsync(string name, HttpRequest request, LogServices services) =>
        ReadAsync(services.Logs.Get(name, LogKind.Late), request, services);

    /// <summary>The most items of a page, as it was asked for.</summary>
    /// <exception cref="ArgumentException">That is not a number from 1 to <see cref="MaxLimit"/>.</exception>
    public static int ParseLimit(string? limit)
    {
        var maxItems = DefaultLimit;
        return limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out maxItems) && maxItems is >= 1 and <= MaxLimit)
            ? maxItems
            : throw new ArgumentException($"limit must be from 1 to {MaxLimit}, but is '{limit}'.");
    }

    private static async Task<IResult> ReadAsync(SessionizerLog log, HttpRequest request, LogServices services)
    {
        var maxItems = ParseLimit(request.FindQuery("limit"));
        var wait = ParseWait(request.FindQuery("wait"));
        var selection = Select(log, request.FindQuery("key"), request.FindQuery("partition"), services.Reader.Partitions);
        var stopping = services.Lifetime.ApplicationStopping;
        // Who waits must not keep the host from stopping.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, stopping);
        try
        {
            var lastEventId = request.Headers["Last-Event-ID"].ToString();
            var given = new SessionCursor(lastEventId.Length > 0 ? lastEventId : request.FindQuery("after"));
            var cursor = await services.Reader.ResolveAsync(given, ending.Token);
            if (ParseNewest(request, maxItems))
            {
                var newest = await services.Reader.ReadNewestAsync(selection, cursor, maxItems, ending.Token);
                return Page(log, TakeNewest(log, newest.Entries, maxItems), cursor, newest.IsComplete);
            }

            if (!request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == StreamMediaType))
            {
                var entries = await services.Reader.ReadAsync(selection, cursor, maxItems, wait, ending.Token);
                return Page(log, entries, cursor);
            }

            await ThrowIfTruncatedAsync(services.Reader, selection, cursor, ending.Token);
            return new LogStream(log, selection, cursor, services.Reader, services.Tails, services.Clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Problems.Stopping();
        }
    }

    // Before anything is answered, so that what retention has removed is an error rather than a broken stream.
    private static async Task ThrowIfTruncatedAsync(LogReader reader, LogSelection selection, LogCursor cursor, CancellationToken cancellationToken)
    {
        var (first, count) = selection.FindPartitions(cursor.Partitions);
        for (var partition = first; partition < first + count; partition++)
        {
            var copy = LogCursor.Oldest(cursor.Partitions);
            copy[partition] = cursor[partition];
            await reader.ReadAsync(selection with { Key = null, Partition = partition }, copy, 1, TimeSpan.Zero, cancellationToken);
        }
    }

    private static LogSelection Select(SessionizerLog log, string? key, string? partition, int partitions)
    {
        if (key is not null && SessionNames.FindKeyProblem(key) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        var number = 0;
        if (partition is not null
            && (!int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number >= partitions))
        {
            throw new ArgumentException($"partition must be from 0 to {partitions - 1}, but is '{partition}'.");
        }

        var selection = new LogSelection(log.Sessionizer, log.Kind) { Key = key, Partition = partition is null ? null : number };
        return key is null || partition is null || selection.FindPartitions(partitions).First == number
            ? selection
            : throw new ArgumentException($"The key is in partition {selection.FindPartitions(partitions).First}, but partition is '{partition}'.");
    }

    private static TimeSpan ParseWait(string? wait)
    {
        var seconds = 0.0;
        return wait is null
            || (double.TryParse(wait, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds is >= 0 and <= MaxWaitSeconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException($"wait must be from 0 to {MaxWaitSeconds} seconds, but is '{wait}'.");
    }

    private static bool ParseNewest(HttpRequest request, int maxItems)
    {
        switch (request.FindQuery("newest"))
        {
            case null or "false":
                return false;
            case "true" when request.FindQuery("wait") is not null || request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == StreamMediaType):
                throw new ArgumentException("newest is what is there now: it goes with neither wait nor a stream.");
            case "true" when maxItems > MaxNewest:
                throw new ArgumentException($"limit must be from 1 to {MaxNewest} with newest, but is '{maxItems}'.");
            case "true":
                return true;
            case var other:
                throw new ArgumentException($"newest must be true or false, but is '{other}'.");
        }
    }

    // Of one partition the newest come first already, and stay in that order where their times are equal.
    private static List<LogEntry> TakeNewest(SessionizerLog log, IReadOnlyList<LogEntry> entries, int maxItems) =>
        [.. entries.OrderByDescending(entry => log.TimeOf(entry.Payload)).Take(maxItems)];

    private static JsonAnswer Page(SessionizerLog log, IReadOnlyList<LogEntry> entries, LogCursor next, bool? isComplete = null) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray(log.ItemsName);
        foreach (var entry in entries)
        {
            log.Write(writer, entry.Payload);
        }

        writer.WriteEndArray();
        writer.WriteString("next", next.ToString());
        if (isComplete is { } complete)
        {
            writer.WriteBoolean("complete", complete);
        }

        writer.WriteEndObject();
    });
}
