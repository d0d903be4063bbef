using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Appending;

/// <summary><c>POST /sessionizers/{name}/events</c>: events as NDJSON, as a JSON array, or as CloudEvents.</summary>
internal static class AppendEndpoint
{
    public const string SourceHeader = "Session-Source";

    public const string IdempotencyHeader = "Idempotency-Key";

    public static async Task<IResult> HandleAsync(string name, HttpRequest request, AppendServices services, CancellationToken cancellationToken)
    {
        var found = services.Clients.Get(name);
        var sessions = found.Sessions;
        if (ReadHeader(request, SourceHeader, SourceProgress.MaxNameLength) is { } source)
        {
            sessions = sessions.AsSource(source);
        }

        ProducerId? producer = ReadHeader(request, IdempotencyHeader, InputParser.MaxProducerLength) is { } idempotencyKey
            ? ProducerId.FromName(idempotencyKey)
            : null;
        var format = EventFormats.Of(request);
        var parser = CreateParser(format, found.IsEventTime, services.Limits.Event);
        if (!services.InFlight.TryTake(1, InFlight.RequestBytes))
        {
            throw services.InFlight.Refusal();
        }

        try
        {
            await using var body = new EventBody(request.OpenBody(services.Limits), format, services.Limits, services.InFlight);
            var appender = new BodyAppender(sessions, parser, producer, services.Limits, services.InFlight);
            return await AppendAsync(body, appender, producer is not null, services, cancellationToken);
        }
        finally
        {
            services.InFlight.Return(1, InFlight.RequestBytes);
        }
    }

    private static IEventParser CreateParser(EventFormat format, bool isEventTime, EventLimits limits) => format == EventFormat.Json
        ? new InputParser(isEventTime, acceptsControlLines: false, neededFields: null, limits)
        : new CloudEventParser(isEventTime, limits);

    private static async Task<IResult> AppendAsync(
        EventBody body, BodyAppender appender, bool isIdempotent, AppendServices services, CancellationToken cancellationToken)
    {
        var stopping = services.Lifetime.ApplicationStopping;
        // Only the reading: what is on its way to its session is waited for, so that the answer can tell of it.
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var read = 0L;
        try
        {
            await foreach (var item in body.ReadAsync(reading.Token))
            {
                read = item.Number - 1;
                await appender.AddAsync(item, cancellationToken);
                read = item.Number;
            }
        }
        catch (BodyException exception)
        {
            // What came before has been appended, so the answer must tell of it.
            return new AppendAnswer(
                await appender.CompleteAsync(read, cancellationToken), exception.Status, $"{exception.Message} {WhatNext(read, exception.IsWorthRetrying, isIdempotent)}");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new EarlyAnswer(new AppendAnswer(
                await appender.CompleteAsync(read, cancellationToken),
                StatusCodes.Status503ServiceUnavailable,
                $"The service is stopping, and has not read the body to its end. {WhatNext(read, isWorthRetrying: true, isIdempotent)}"), services.Clock);
        }

        return new AppendAnswer(
            await appender.CompleteAsync(read, cancellationToken),
            StatusCodes.Status200OK,
            isIdempotent ? "Send all of it again later, under the same Idempotency-Key." : "Send those lines again later.");
    }

    // The lines of an idempotent request are known by their numbers, which would be others in a request with the rest alone.
    private static string WhatNext(long read, bool isWorthRetrying, bool isIdempotent)
    {
        var taken = read == 0
            ? "Nothing of it was taken."
            : $"Lines 1 to {read} were taken, and this answer tells what became of them.";
        return (isWorthRetrying, isIdempotent) switch
        {
            (true, true) => $"{taken} Send all of it again later, under the same Idempotency-Key.",
            (true, false) when read == 0 => $"{taken} Send it again later.",
            (false, _) when read == 0 => $"{taken} Correct it, and send it again.",
            (true, false) => $"{taken} Send what follows line {read} later.",
            (false, true) => $"{taken} Send what follows line {read} in other requests, under other Idempotency-Keys.",
            (false, false) => $"{taken} Send what follows line {read} in other requests.",
        };
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
