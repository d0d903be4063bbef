using Microsoft.AspNetCore.WebUtilities;

namespace OrleansSessions.Host.Http;

/// <summary>Errors as problem details (RFC 9457), naming the value and the rule.</summary>
internal static class Problems
{
    public static IResult NotFound(string detail) => Create(StatusCodes.Status404NotFound, detail);

    public static IResult BadRequest(string detail) => Create(StatusCodes.Status400BadRequest, detail);

    public static IResult Forbidden(string detail) => Create(StatusCodes.Status403Forbidden, detail);

    public static IResult Conflict(string detail) => Create(StatusCodes.Status409Conflict, detail);

    public static IResult Gone(string detail) => Create(StatusCodes.Status410Gone, detail);

    public static IResult TooLarge(string detail) => Create(StatusCodes.Status413PayloadTooLarge, detail);

    public static IResult UnsupportedMediaType(string detail) => Create(StatusCodes.Status415UnsupportedMediaType, detail);

    public static IResult TooManyRequests(string detail) => Create(StatusCodes.Status429TooManyRequests, detail);

    public static IResult Unavailable(string detail) => Create(StatusCodes.Status503ServiceUnavailable, detail);

    public static IResult Stopping() => Unavailable("The service is stopping; nothing was done. Ask another silo, or this one later.");

    /// <summary>For what has no answer of its own: an unknown path, a wrong method, what nobody foresaw.</summary>
    public static IResult OfStatus(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value);
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => NotFound($"There is nothing at '{path}'."),
            StatusCodes.Status405MethodNotAllowed => Create(
                StatusCodes.Status405MethodNotAllowed, $"'{path}' does not take {method}; it takes {context.Response.Headers.Allow}."),
            StatusCodes.Status500InternalServerError => Create(
                StatusCodes.Status500InternalServerError, "The service has failed at this request; its log tells why."),
            var status => Create(status, ReasonPhrases.GetReasonPhrase(status)),
        };
    }

    public static IResult Create(int status, string detail) => new RetryLater(TypedResults.Problem(detail, statusCode: status));
}
