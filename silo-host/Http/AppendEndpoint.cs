using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary><c>POST /sessionizers/{name}/events</c>: events as NDJSON, or as a JSON array.</summary>
internal static class AppendEndpoint
{
    private const string SourceHeader = "Session-Source";

    private const string IdempotencyHeader = "Idempotency-Key";

    public static async Task<IResult> HandleAsync(
        string name, HttpRequest request, SessionClients clients, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var found = clients.Get(name);

        var sessions = found.Sessions;
        if (ReadHeader(request, SourceHeader, SourceProgress.MaxNameLength) is { } source)
        {
            sessions = sessions.AsSource(source);
        }

        ProducerId? producer = ReadHeader(request, IdempotencyHeader, InputParser.MaxProducerLength) is { } idempotencyKey
            ? ProducerId.FromName(idempotencyKey)
            : null;
        var appender = new BodyAppender(sessions, new InputParser(found.IsEventTime, acceptsControlLines: false, neededFields: null), producer);
        // Only the reading: what is on its way to its session is waited for, so that the answer can tell of it.
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var item in EventBody.ReadAsync(request.BodyReader, reading.Token))
            {
                await appender.AddAsync(item, cancellationToken);
            }
        }
        catch (InvalidDataException exception)
        {
            // What came before has been appended, so the answer must tell of it.
            return new AppendAnswer(await appender.CompleteAsync(cancellationToken), exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            return new AppendAnswer(await appender.CompleteAsync(CancellationToken.None), exception.Message);
        }

        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new RetryLater(new EarlyAnswer(AppendAnswer.Stopping(await appender.CompleteAsync(cancellationToken))));
        }

        return new AppendAnswer(await appender.CompleteAsync(cancellationToken), null);
    }

    private static string? ReadHeader(HttpRequest request, string header, int maxLength)
    {
        if (!request.Headers.TryGetValue(header, out var values))
        {
            return null;
        }

        return values.Count == 1 && values[0] is { Length: > 0 } value && value.Length <= maxLength
            ? value
            : throw new ArgumentException($"The header {header} must be given once and have 1 to {maxLength} characters, but is '{values}'.");
    }
}
