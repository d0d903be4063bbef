using OrleansSessions.Host.Http.Bodies;

namespace OrleansSessions.Host.Http.Appending;

/// <summary>
/// An answer to a request whose body is not read to its end. The server would keep the connection for the rest of the body, and
/// with it the host from stopping: after a moment in which the answer can be read, it is cut.
/// </summary>
internal sealed class EarlyAnswer(IResult answer, TimeProvider clock) : IResult
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await answer.ExecuteAsync(httpContext);
        await httpContext.Response.CompleteAsync();
        using var moment = new CancellationTokenSource(Moment, clock);
        try
        {
            // What has arrived and is not read would have the system reset the connection, and the answer with it.
            await httpContext.Request.Body.CopyToAsync(Stream.Null, moment.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BodyException)
        {
            httpContext.Abort();
        }
    }
}
