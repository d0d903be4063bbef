using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http.Appending;

/// <summary>
/// The answer to a request with events. 200: each was accepted, late, a duplicate or rejected. Otherwise problem details, which tell
/// the same of all that was read, and what to do about the rest.
/// </summary>
/// <param name="summary">What became of what was read.</param>
/// <param name="status">The status, unless events have failed: then it is 503.</param>
/// <param name="detail">Why the body was not read to its end, or what to do about events that have failed.</param>
internal sealed class AppendAnswer(AppendSummary summary, int status, string detail) : IResult
{
    // Of a long answer no more is held than this.
    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var failed = summary.CountOf(AppendOutcome.Failed);
        response.StatusCode = failed > 0 ? StatusCodes.Status503ServiceUnavailable : status;
        RetryLater.SetHeader(response);
        response.ContentType = response.StatusCode == StatusCodes.Status200OK ? "application/json" : "application/problem+json";

        await using var writer = new Utf8JsonWriter(response.Body, SessionJson.Options);
        writer.WriteStartObject();
        if (response.StatusCode != StatusCodes.Status200OK)
        {
            writer.WriteString("title", ReasonPhrases.GetReasonPhrase(response.StatusCode));
            writer.WriteNumber("status", response.StatusCode);
            writer.WriteString("detail", failed == 0 ? detail : $"{failed} events are not acknowledged. {detail}");
            writer.WriteNumber("read", summary.Read);
        }

        writer.WriteNumber("accepted", summary.Accepted);
        writer.WriteNumber("late", summary.CountOf(AppendOutcome.Late));
        writer.WriteNumber("duplicates", summary.CountOf(AppendOutcome.Duplicate));
        writer.WriteNumber("rejected", summary.CountOf(AppendOutcome.Rejected));
        writer.WriteNumber("failed", failed);
        await WriteProblemsAsync(writer, httpContext.RequestAborted);
        writer.WriteEndObject();
    }

    private async Task WriteProblemsAsync(Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        writer.WriteStartArray("problems");
        foreach (var problem in summary.Problems)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", problem.Number);
            writer.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(problem.Outcome.ToString()));
            writer.WriteString("reason", problem.Reason);
            writer.WriteEndObject();
            if (writer.BytesPending > FlushBytes)
            {
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
    }
}
