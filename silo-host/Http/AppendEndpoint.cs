using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary><c>POST /sessionizers/{name}/events</c>: events as NDJSON, or as a JSON array.</summary>
internal static class AppendEndpoint
{
    public static async Task<IResult> HandleAsync(
        string name, HttpRequest request, SessionClients clients, CancellationToken cancellationToken)
    {
        if (clients.Find(name) is not var (client, needsTimestamp))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        var appender = new BodyAppender(client, new InputParser(needsTimestamp, acceptsControlLines: false, neededFields: null));
        try
        {
            await foreach (var item in EventBody.ReadAsync(request.BodyReader, cancellationToken))
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

        return new AppendAnswer(await appender.CompleteAsync(cancellationToken), null);
    }
}
