using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OrleansSessions.Host.Http.Reference;

/// <summary>The answers of an operation.</summary>
internal static class Responses
{
    public static OpenApiResponse? Find(OpenApiOperation operation, int status) =>
        operation.Responses?.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out var response) == true ? response as OpenApiResponse : null;

    /// <summary>Adds what each error of a status has: an example, a description, and when to ask again.</summary>
    public static void Complete(OpenApiOperation operation, int status)
    {
        if (Find(operation, status) is not { } response)
        {
            return;
        }

        var (title, description, detail) = Explain(status);
        response.Description = description;
        if (response.Content?.TryGetValue(Descriptions.ProblemMediaType, out var content) == true)
        {
            content.Example ??= new JsonObject { ["title"] = title, ["status"] = status, ["detail"] = detail };
        }

        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["Retry-After"] = new OpenApiHeader
            {
                Description = "After how many seconds to ask again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            };
        }
    }

    private static (string Title, string Description, string Detail) Explain(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("Bad Request", "A value breaks a rule; the detail names both.", "limit must be from 1 to 10000, but is '0'."),
        StatusCodes.Status404NotFound => ("Not Found", "There is no such sessionizer; the detail names those that there are.", "There is no sessionizer 'none'; there are: activity, visits."),
        StatusCodes.Status408RequestTimeout => ("Request Timeout", "The body did not come in time.", "The body was not at its end after 00:02:00 of waiting for it (Sessions:Limits:BodyTime)."),
        StatusCodes.Status409Conflict => ("Conflict", "The sessionizer's clock does not allow it.", "Sessionizer 'activity' is on the arrival clock: its watermark is the clock itself, and it has no sources."),
        StatusCodes.Status410Gone => ("Gone", "Retention has removed what comes after the cursor.", "Position 5 of partition 3 has been removed by retention; the oldest left is 1042."),
        StatusCodes.Status413PayloadTooLarge => ("Payload Too Large", "The body is larger than is allowed.", "The body has more than 33554432 bytes; that many are allowed (Sessions:Limits:BodyBytes)."),
        StatusCodes.Status415UnsupportedMediaType => ("Unsupported Media Type", "The media type or the encoding is not read.", "Content-Encoding 'deflate' is not read; it may be one of gzip, br, zstd, or none."),
        StatusCodes.Status429TooManyRequests => ("Too Many Requests", "The service is at its bound; come again after a moment.", "The service is at its bound of 100000 events (Sessions:Limits:EventsInFlight) that are being stored."),
        StatusCodes.Status503ServiceUnavailable => ("Service Unavailable", "Not acknowledged, or the service is stopping; come again after a moment.", "The silo that has to answer can not be reached just now; try again."),
        _ => ("Internal Server Error", "The service has failed; its log tells why.", "The service has failed at this request; its log tells why."),
    };
}
