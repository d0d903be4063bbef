namespace OrleansSessions.Host.Access;

/// <summary>
/// Ends the reading of a key that is revoked: a stream of closed sessions would otherwise go on for as long as its reader wants.
/// What a request has begun to change is finished.
/// </summary>
internal sealed class RevocationGate(RequestDelegate next, AccessKeys keys)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || keys.Of(context.User) is not { } key)
        {
            await next(context);
            return;
        }

        var aborted = context.RequestAborted;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, key.Revoked);
        context.RequestAborted = ending.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (key.Revoked.IsCancellationRequested && !context.Response.HasStarted)
        {
            await AccessAnswers.ChallengeAsync(context);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
