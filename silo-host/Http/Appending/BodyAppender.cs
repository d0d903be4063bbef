using OrleansSessions.Fields;
using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Appending;

/// <summary>Appends the events of one request in batches, and keeps what became of each.</summary>
/// <param name="client">The sessionizer.</param>
/// <param name="parser">Reads the events.</param>
/// <param name="producer">Who stamps the events that carry no stamp of their own, by their line; null for nobody.</param>
/// <param name="limits">What a request may have.</param>
/// <param name="inFlight">Counts the events until they are answered.</param>
internal sealed class BodyAppender(
    ISessionClient<FieldEvent, FieldResult> client, IEventParser parser, ProducerId? producer, HostLimits limits, InFlight inFlight)
{
    // As many lines as a batch needs to be grouped well by key; the body itself is never held as a whole.
    private const int BatchSize = 2_000;
    private const int BatchBytes = 4 << 20;

    private readonly List<SessionEvent<FieldEvent>> events = [];
    private readonly List<long> numbers = [];
    private readonly List<NumberedProblem> problems = [];
    private int accepted;
    private int rejected;
    private long bytes;
    private bool hasFailed;

    /// <exception cref="BodyException">The request has too much, or there is no room for it now; this line was not read.</exception>
    public async Task AddAsync(NumberedJson item, CancellationToken cancellationToken)
    {
        if (item.Number > limits.Lines)
        {
            throw new BodyException(
                StatusCodes.Status413PayloadTooLarge,
                $"The request has more than {limits.Lines} lines; that many are allowed (Sessions:Limits:{nameof(limits.Lines)}).");
        }

        var line = parser.Parse(item);
        if (line.Problem is not null)
        {
            Reject(item.Number, line.Problem);
            return;
        }

        await TakeRoomAsync(item.Json.Length, cancellationToken);
        if (hasFailed)
        {
            // A producer's later event would say that this one had come before: sent again, it would be taken for a duplicate.
            inFlight.Return(1, item.Json.Length);
            problems.Add(new NumberedProblem(item.Number, AppendOutcome.Failed, "It was not sent, as an earlier event of this request has failed."));
            return;
        }

        var stamp = line.Event.Stamp ?? (producer is { } id ? new ProducerStamp(id, item.Number) : null);
        events.Add(line.Event with { Stamp = stamp });
        numbers.Add(item.Number);
        bytes += item.Json.Length;
        if (events.Count == BatchSize || bytes >= BatchBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Appends the rest.</summary>
    /// <param name="read">The number of the last line that was read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AppendSummary> CompleteAsync(long read, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        return new AppendSummary(read, accepted, [.. problems.OrderBy(problem => problem.Number)]);
    }

    private void Reject(long number, string reason)
    {
        if (++rejected > limits.RejectedLines)
        {
            throw new BodyException(
                StatusCodes.Status400BadRequest,
                $"More than {limits.RejectedLines} lines of the request are rejected; that many are allowed (Sessions:Limits:{nameof(limits.RejectedLines)}).");
        }

        problems.Add(new NumberedProblem(number, AppendOutcome.Rejected, reason));
    }

    private async Task TakeRoomAsync(int itemBytes, CancellationToken cancellationToken)
    {
        if (inFlight.TryTake(1, itemBytes))
        {
            return;
        }

        // What it holds itself is the room that it can make; it waits for nobody else's.
        await FlushAsync(cancellationToken);
        if (!inFlight.TryTake(1, itemBytes))
        {
            throw inFlight.Refusal();
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        try
        {
            var result = await client.AppendAsync([.. events], cancellationToken);
            accepted += result.Accepted;
            rejected += result.Rejected;
            hasFailed |= result.Failed > 0;
            problems.AddRange(result.Problems.Select(problem =>
                new NumberedProblem(numbers[problem.Index], problem.Outcome, problem.Reason)));
        }
        finally
        {
            inFlight.Return(events.Count, bytes);
            events.Clear();
            numbers.Clear();
            bytes = 0;
        }
    }
}
