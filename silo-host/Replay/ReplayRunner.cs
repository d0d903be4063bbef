using System.Diagnostics;
using System.Runtime;
using OrleansSessions.Fields;
using OrleansSessions.Host.Commands;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Replay;

/// <summary>Reads events, appends them, moves the watermark, and writes what closes.</summary>
internal sealed class ReplayRunner
{
    private const int EventsPerFinalStep = 100_000;
    private const int MaxFinalSteps = 50;

    private readonly ReplayOptions options;
    private readonly ReplayInput input;
    private readonly ReplayOutput output;
    private readonly Stream? late;
    private readonly ISessionClient<FieldEvent, FieldResult> sessions;
    private readonly ReplayWatermark watermark;
    private readonly ReplayChunk chunk;
    private readonly ReplaySummary summary = new();
    private bool isOrderKept;

    private ReplayRunner(
        ReplayOptions options,
        ReplayInput input,
        ReplayOutput output,
        Stream? late,
        ISessionClient<FieldEvent, FieldResult> sessions)
    {
        this.options = options;
        this.input = input;
        this.output = output;
        this.late = late;
        this.sessions = sessions;
        watermark = new ReplayWatermark(options.OutOfOrderness, options.Latest(TimeProvider.System.GetUtcNow()));
        chunk = new ReplayChunk(keepsLines: late is not null);
    }

    /// <summary>Replays, and writes the summary to standard error.</summary>
    /// <exception cref="CommandException">Something can not be read, or a line is bad.</exception>
    public static async Task RunAsync(ReplayOptions options, Stream standardOutput, CancellationToken cancellationToken)
    {
        // A replay has nobody to answer meanwhile: pauses do not matter to it, and without a concurrent collector it needs a
        // quarter less memory and is faster.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var started = Stopwatch.GetTimestamp();
        await using var input = ReplayInput.Open(options.File);
        await using var late = OpenLate(options.LateFile);
        await using var silo = await ReplaySilo.StartAsync(options, cancellationToken);
        ReplaySummary summary;
        await using (var output = new ReplayOutput(standardOutput))
        {
            var runner = new ReplayRunner(options, input, output, late, silo.Sessions);
            await ReplayProgress.ShowAsync(input, runner.summary, () => runner.RunAsync(cancellationToken));
            summary = runner.summary;
        }

        await Console.Error.WriteLineAsync(summary.ToText(Stopwatch.GetElapsedTime(started)));
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var parser = new InputParser(needsTimestamp: true, acceptsControlLines: true, options.Fields, EventLimits.Unlimited);
        isOrderKept = await ReplayOrder.IsKeptAsync(options, parser, cancellationToken);
        try
        {
            await foreach (var line in new JsonLines(input.Reader, JsonLines.DefaultMaxLineBytes).ReadAsync(cancellationToken))
            {
                await TakeAsync(line, parser.Parse(line), cancellationToken);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new CommandException($"{input.Name}: {exception.Message}");
        }

        await FlushAsync(cancellationToken);
        foreach (var step in watermark.StepsToEnd((int)Math.Clamp(summary.Events / EventsPerFinalStep, 1, MaxFinalSteps)))
        {
            watermark.MoveTo(step);
            await FlushAsync(cancellationToken);
        }
    }

    private async Task TakeAsync(NumberedJson line, InputLine content, CancellationToken cancellationToken)
    {
        if (content.Problem is { } problem)
        {
            if (!options.SkipBad)
            {
                // A line before this one may be bad too, and only the silo knows: the first is the one to name.
                await FlushAsync(cancellationToken);
            }

            TakeBad(line.Number, problem);
        }
        else if (content.Watermark is { } declared)
        {
            watermark.MoveTo(declared);
            await FlushAsync(cancellationToken);
            Echo(line);
        }
        else if (content.End is { } end)
        {
            await FlushAsync(cancellationToken);
            await EndAsync(line.Number, end, cancellationToken);
            Echo(line);
        }
        else
        {
            var eventTime = content.Event.Timestamp!.Value;
            if (chunk.IsFull || (!isOrderKept && watermark.IsAhead))
            {
                await FlushAsync(cancellationToken);
            }

            chunk.Add(content.Event, line);
            watermark.MoveAfter(eventTime);
        }
    }

    private async Task EndAsync(long number, KeyEnd end, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.EndAsync(end.Key, end.At);
            summary.Sessions += await output.WriteClosedAsync(sessions, cancellationToken);
        }
        catch (ArgumentException exception)
        {
            TakeBad(number, exception.Message);
        }
    }

    private void Echo(NumberedJson line)
    {
        if (options.EchoWatermarks)
        {
            output.WriteLine(line.Json);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (chunk.Count > 0)
        {
            var result = await sessions.AppendAsync(chunk.Events, cancellationToken);
            summary.Events += chunk.Count;
            foreach (var problem in result.Problems)
            {
                TakeProblem(problem);
            }

            chunk.Clear();
        }

        if (watermark.IsAhead)
        {
            await sessions.AdvanceWatermarkAsync(watermark.Current);
            watermark.SetKnown();
            summary.Sessions += await output.WriteClosedAsync(sessions, cancellationToken);
        }
    }

    private void TakeProblem(EventProblem problem)
    {
        switch (problem.Outcome)
        {
            case AppendOutcome.Late:
                summary.Late++;
                if (late is not null)
                {
                    late.Write(chunk.LineOf(problem.Index).Span);
                    late.WriteByte((byte)'\n');
                }

                break;
            case AppendOutcome.Duplicate:
                summary.Duplicates++;
                break;
            case AppendOutcome.Rejected:
                summary.Events--;
                TakeBad(chunk.NumberOf(problem.Index), problem.Reason);
                break;
            default:
                throw new CommandException($"{input.Name}:{chunk.NumberOf(problem.Index)}: {problem.Reason}");
        }
    }

    private void TakeBad(long number, string problem)
    {
        if (!options.SkipBad)
        {
            throw new CommandException($"{input.Name}:{number}: {problem}");
        }

        summary.Bad++;
    }

    private static BufferedStream? OpenLate(string? file)
    {
        try
        {
            return file is null ? null : new BufferedStream(File.Create(file), 1 << 16);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }
}
