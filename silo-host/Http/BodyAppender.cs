using OrleansSessions.Fields;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>Appends the events of one request in batches, and keeps what became of each.</summary>
internal sealed class BodyAppender(ISessionClient<FieldEvent, FieldResult> client, InputParser parser)
{
    // As many lines as a batch needs to be grouped well by key; the body itself is never held as a whole.
    private const int BatchSize = 2_000;

    private readonly List<SessionEvent<FieldEvent>> events = new(BatchSize);
    private readonly List<long> numbers = new(BatchSize);
    private readonly List<NumberedProblem> problems = [];
    private int accepted;

    public async Task AddAsync(NumberedJson item, CancellationToken cancellationToken)
    {
        var line = parser.Parse(item.Json.Span);
        if (line.Problem is not null)
        {
            problems.Add(new NumberedProblem(item.Number, AppendOutcome.Rejected, line.Problem));
            return;
        }

        events.Add(line.Event);
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
        problems.AddRange(result.Problems.Select(problem =>
            new NumberedProblem(numbers[problem.Index], problem.Outcome, problem.Reason)));
        events.Clear();
        numbers.Clear();
    }
}
