using System.Text.Json;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>
/// The answer to a request with events: 200 when each event was accepted, late, a duplicate or rejected; 400 when the body could not be read
/// to its end; 503 when some events are not acknowledged, or the host stops. It tells in every case what became of each.
/// </summary>
internal sealed class AppendAnswer(AppendSummary summary, string? error) : IResult
{
    private bool isStopping;

    /// <summary>To a request whose body was not read to its end, as the host stops.</summary>
    public static AppendAnswer Stopping(AppendSummary summary) => new(
        summary, "The service is stopping, and has not read the body to its end. Send all of it again, under the same Idempotency-Key if there is one.")
    {
        isStopping = true,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var failed = summary.CountOf(AppendOutcome.Failed);
        response.StatusCode =
            failed > 0 || isStopping ? StatusCodes.Status503ServiceUnavailable
            : error is not null ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
        response.ContentType = "application/json";

        await using var writer = new Utf8JsonWriter(response.BodyWriter, SessionJson.Options);
        writer.WriteStartObject();
        writer.WriteNumber("accepted", summary.Accepted);
        writer.WriteNumber("late", summary.CountOf(AppendOutcome.Late));
        writer.WriteNumber("duplicates", summary.CountOf(AppendOutcome.Duplicate));
        writer.WriteNumber("rejected", summary.CountOf(AppendOutcome.Rejected));
        writer.WriteNumber("failed", failed);
        if (error is not null)
        {
            writer.WriteString("error", error);
        }

        writer.WriteStartArray("problems");
        foreach (var problem in summary.Problems)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", problem.Number);
            writer.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(problem.Outcome.ToString()));
            writer.WriteString("reason", problem.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
