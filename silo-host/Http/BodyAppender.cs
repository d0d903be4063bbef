using OrleansSessions.Fields;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>Appends the events of one request in batches, and keeps what became of each.</summary>
/// <param name="client">The sessionizer.</param>
/// <param name="parser">Reads the events.</param>
/// <param name="producer">Who stamps the events that carry no stamp of their own, by their line; null for nobody.</param>
internal sealed class BodyAppender(ISessionClient<FieldEvent, FieldResult> client, InputParser parser, ProducerId? producer)
{
    // As many lines as a batch needs to be grouped well by key; the body itself is never held as a whole.
    private const int BatchSize = 2_000;

    private readonly List<SessionEvent<FieldEvent>> events = new(BatchSize);
    private readonly List<long> numbers = new(BatchSize);
    private readonly List<NumberedProblem> problems = [];
    private int accepted;
    private bool hasFailed;

    public async Task AddAsync(NumberedJson item, CancellationToken cancellationToken)
    {
        var line = parser.Parse(item.Json.Span);
        if (line.Problem is not null)
        {
            problems.Add(new NumberedProblem(item.Number, AppendOutcome.Rejected, line.Problem));
            return;
        }

        if (hasFailed)
        {
            // A producer's later event would say that this one had come before: sent again, it would be taken for a duplicate.
            problems.Add(new NumberedProblem(item.Number, AppendOutcome.Failed, "It was not sent, as an earlier event of this request has failed."));
            return;
        }

        var stamp = line.Event.Stamp ?? (producer is { } id ? new ProducerStamp(id, item.Number) : null);
        events.Add(line.Event with { Stamp = stamp });
        numbers.Add(item.Number);
        if (events.Count == BatchSize)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Appends the rest.</summary>
    public async Task<AppendSummary> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        return new AppendSummary(accepted, [.. problems.OrderBy(problem => problem.Number)]);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        var result = await client.AppendAsync([.. events], cancellationToken);
        accepted += result.Accepted;
        hasFailed = result.Failed > 0;
        problems.AddRange(result.Problems.Select(problem =>
            new NumberedProblem(numbers[problem.Index], problem.Outcome, problem.Reason)));
        events.Clear();
        numbers.Clear();
    }
}
