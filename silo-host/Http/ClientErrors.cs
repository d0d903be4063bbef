using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Bodies;

namespace OrleansSessions.Host.Http;

/// <summary>Answers what the sessions refuse by problem details, naming the value and the rule.</summary>
internal sealed class ClientErrors : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (UnknownSessionizerException exception)
        {
            return Problems.NotFound(exception.Message);
        }
        catch (BodyException exception)
        {
            return Problems.Create(exception.Status, $"{exception.Message} Nothing was done.");
        }
        catch (SessionLogTruncatedException exception)
        {
            return Problems.Gone(exception.Message);
        }
        catch (ArgumentException exception)
        {
            return Problems.BadRequest(WithoutParameter(exception));
        }
        catch (SessionException exception)
        {
            return Problems.Unavailable(exception.Message);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException
            || (exception is OperationCanceledException && !context.HttpContext.RequestAborted.IsCancellationRequested))
        {
            return Problems.Unavailable("The silo that has to answer can not be reached just now; try again.");
        }
    }

    // Its parameter is one of a method, which says nothing to a caller over HTTP.
    private static string WithoutParameter(ArgumentException exception)
    {
        var suffix = $" (Parameter '{exception.ParamName}')";
        return exception.Message.EndsWith(suffix, StringComparison.Ordinal) ? exception.Message[..^suffix.Length] : exception.Message;
    }
}
