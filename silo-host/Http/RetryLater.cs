namespace OrleansSessions.Host.Http;

/// <summary>An answer that says when to ask again.</summary>
internal sealed class RetryLater(IResult answer) : IResult
{
    private const int Seconds = 2;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return answer.ExecuteAsync(httpContext);
    }
}
