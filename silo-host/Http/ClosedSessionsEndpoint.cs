using System.Globalization;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>
/// <c>GET /sessionizers/{name}/closed?after=CURSOR&amp;limit=N&amp;wait=SECONDS</c>: a page of closed sessions; with
/// <c>Accept: text/event-stream</c> all of them as they close.
/// </summary>
internal static class ClosedSessionsEndpoint
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 10_000;
    private const double MaxWaitSeconds = 20;

    public static async Task<IResult> HandleAsync(
        string name, string? after, string? limit, string? wait, HttpRequest request, SessionClients clients, IHostApplicationLifetime lifetime)
    {
        if (clients.Find(name) is not var (client, _))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        var maxItems = DefaultLimit;
        if (limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out maxItems) || maxItems is < 1 or > MaxLimit))
        {
            return Problems.BadRequest($"limit must be from 1 to {MaxLimit}, but is '{limit}'.");
        }

        var seconds = 0.0;
        if (wait is not null
            && (!double.TryParse(wait, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) || seconds is not (>= 0 and <= MaxWaitSeconds)))
        {
            return Problems.BadRequest($"wait must be from 0 to {MaxWaitSeconds} seconds, but is '{wait}'.");
        }

        var lastEventId = request.Headers["Last-Event-ID"].ToString();
        var cursor = new SessionCursor(lastEventId.Length > 0 ? lastEventId : after);
        // Who waits for sessions must not keep the host from stopping.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            // Read before anything is answered, so that a bad cursor gets an error rather than a broken stream.
            var isStream = request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == ClosedSessionStream.MediaType);
            var page = await client.ReadAsync(
                cursor, maxItems, isStream ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds), ending.Token);
            return isStream ? new ClosedSessionStream(client, page, lifetime.ApplicationStopping) : Page(page);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Problems.Stopping();
        }
        catch (SessionLogTruncatedException exception)
        {
            return Problems.Gone(exception.Message);
        }
        catch (ArgumentException exception)
        {
            return Problems.BadRequest(exception.Message);
        }
    }

    private static JsonAnswer Page(LogPage<ClosedSession<Fields.FieldResult>> page) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("sessions");
        foreach (var session in page.Items)
        {
            SessionJson.Write(writer, session);
        }

        writer.WriteEndArray();
        writer.WriteString("next", page.Next.ToString());
        writer.WriteEndObject();
    });
}
