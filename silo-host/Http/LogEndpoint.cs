using System.Globalization;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>
/// <c>GET /sessionizers/{name}/closed?after=CURSOR&amp;limit=N&amp;wait=SECONDS</c> and <c>…/late</c>: a page of closed sessions or
/// of late events; with <c>Accept: text/event-stream</c> all of them as they come.
/// </summary>
internal static class LogEndpoint
{
    public const string StreamMediaType = "text/event-stream";

    private const int DefaultLimit = 100;
    private const int MaxLimit = 10_000;
    private const double MaxWaitSeconds = 20;

    public static Task<IResult> ReadClosedAsync(
        string name, string? after, string? limit, string? wait, HttpRequest request, SessionClients clients, IHostApplicationLifetime lifetime) =>
        ReadAsync(
            new SessionizerLog<ClosedSession<Fields.FieldResult>>("closed", "sessions", clients.Get(name).Sessions.ReadClosedPageAsync, SessionJson.Write),
            after, limit, wait, request, lifetime.ApplicationStopping);

    public static Task<IResult> ReadLateAsync(
        string name, string? after, string? limit, string? wait, HttpRequest request, SessionClients clients, IHostApplicationLifetime lifetime) =>
        ReadAsync(
            new SessionizerLog<LateEvent<Fields.FieldEvent>>("late", "events", clients.Get(name).Sessions.ReadLatePageAsync, LateEventJson.Write),
            after, limit, wait, request, lifetime.ApplicationStopping);

    /// <summary>The most items of a page, as it was asked for; null when that is not a number from 1 to <see cref="MaxLimit"/>.</summary>
    public static int? ParseLimit(string? limit)
    {
        var maxItems = DefaultLimit;
        return limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out maxItems) && maxItems is >= 1 and <= MaxLimit)
            ? maxItems
            : null;
    }

    public static IResult WrongLimit(string? limit) => Problems.BadRequest($"limit must be from 1 to {MaxLimit}, but is '{limit}'.");

    private static async Task<IResult> ReadAsync<T>(
        SessionizerLog<T> log, string? after, string? limit, string? wait, HttpRequest request, CancellationToken stopping)
    {
        if (ParseLimit(limit) is not { } maxItems)
        {
            return WrongLimit(limit);
        }

        var seconds = 0.0;
        if (wait is not null
            && (!double.TryParse(wait, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) || seconds is not (>= 0 and <= MaxWaitSeconds)))
        {
            return Problems.BadRequest($"wait must be from 0 to {MaxWaitSeconds} seconds, but is '{wait}'.");
        }

        var lastEventId = request.Headers["Last-Event-ID"].ToString();
        var cursor = new SessionCursor(lastEventId.Length > 0 ? lastEventId : after);
        // Who waits must not keep the host from stopping.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, stopping);
        try
        {
            // Read before anything is answered, so that a bad cursor gets an error rather than a broken stream.
            var isStream = request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == StreamMediaType);
            var page = await log.ReadPatientlyAsync(cursor, maxItems, isStream ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds), ending.Token);
            return isStream ? new LogStream<T>(log, page, stopping) : Page(log, page);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Problems.Stopping();
        }
    }

    private static JsonAnswer Page<T>(SessionizerLog<T> log, LogPage<T> page) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray(log.ItemsName);
        foreach (var item in page.Items)
        {
            log.Write(writer, item);
        }

        writer.WriteEndArray();
        writer.WriteString("next", page.Next.ToString());
        writer.WriteEndObject();
    });
}
