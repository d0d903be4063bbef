using System.Globalization;

namespace OrleansSessions.Host.Http;

/// <summary>An answer that says when to ask again.</summary>
internal sealed class RetryLater(IResult answer) : IResult
{
    private const int StoppingSeconds = 2;
    private const int OverloadedSeconds = 1;

    /// <summary>Says it where the status of the answer asks for it.</summary>
    public static void SetHeader(HttpResponse response)
    {
        var seconds = response.StatusCode switch
        {
            StatusCodes.Status503ServiceUnavailable => StoppingSeconds,
            StatusCodes.Status429TooManyRequests => OverloadedSeconds,
            _ => 0,
        };
        if (seconds > 0)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status503ServiceUnavailable;
        SetHeader(httpContext.Response);
        return answer.ExecuteAsync(httpContext);
    }
}
