using System.CommandLine;
using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Replay;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Commands;

/// <summary>The command line of <c>replay</c>.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> File = new("file")
    {
        Description = "Events as NDJSON, {\"key\", \"timestamp\", ...}; a name that ends in .gz is decompressed; - is standard input.",
    };

    private static readonly Option<TimeSpan> Gap =
        ReplayArguments.Duration("--gap", "The inactivity that ends a session.", TimeSpan.FromMinutes(30), isPositive: true);

    private static readonly Option<TimeSpan?> LongestGap =
        ReplayArguments.OptionalDuration("--longest-gap", "Allow events to carry a \"gap\" of their own, up to this.", isPositive: true);

    private static readonly Option<GapBoundary> Boundary = ReplayArguments.Boundary(
        "--boundary", "Whether an event exactly one gap after the last joins its session: exclusive (no, the default) or inclusive (yes).");

    private static readonly Option<TimeSpan> Lateness =
        ReplayArguments.Duration("--lateness", "How far the watermark must pass a session's end before it closes.", TimeSpan.Zero);

    private static readonly Option<TimeSpan?> OutOfOrderness = ReplayArguments.OptionalDuration(
        "--out-of-orderness", "Move the watermark after each event to the greatest timestamp so far less this. Default: it moves by control lines, and to the end of time at the end.");

    private static readonly Option<TimeSpan?> MaxAhead = ReplayArguments.OptionalDuration(
        "--max-ahead", "How far ahead of this machine's clock times may lie. Default: any time.");

    private static readonly Option<TimeSpan?> MaxDuration = ReplayArguments.OptionalDuration(
        "--max-duration", "How long a session may last; an event at or past its start plus this starts another.", isPositive: true);

    private static readonly Option<long?> MaxEvents =
        ReplayArguments.OptionalNumber("--max-events", "How many events a session may have; it closes on reaching them.");

    private static readonly Option<long?> MaxStateBytes =
        ReplayArguments.OptionalNumber("--max-state-bytes", "How many bytes a session's accumulator may have; it closes on reaching them.");

    private static readonly Option<FieldMatch?> EndWhen =
        ReplayArguments.OptionalMatch("--end-when", "An event whose field has this value ends its session.");

    private static readonly Option<TimeSpan> ProducerRetention = ReplayArguments.Duration(
        "--producer-retention", "How far the watermark must pass what a \"producer\" has sent before it is forgotten.", new SessionizerOptions().ProducerRetention);

    private static readonly Option<long?> MaxProducers = ReplayArguments.OptionalNumber(
        "--max-producers", $"How many producers a key remembers. Default: {new SessionizerOptions().MaxProducers}.", most: 1_000);

    private static readonly Option<string?> Late = new("--late") { Description = "Write late events to this file, as NDJSON." };

    private static readonly Option<bool> EchoWatermarks =
        new("--echo-watermarks") { Description = "Write each control line to the output, after what it closed." };

    private static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "Count bad lines instead of stopping at the first." };

    private static readonly (FieldOperation Operation, Option<string[]> Option)[] Aggregates =
        [.. Enum.GetValues<FieldOperation>().Select(operation => (operation, AggregateOption(operation)))];

    public static Command Create()
    {
        var command = new Command("replay", "Sessionize a file through real grains, and write closed sessions as NDJSON to standard output. " + ExitCodes.Help)
        {
            File, Gap, LongestGap, Boundary, Lateness, OutOfOrderness, MaxAhead, MaxDuration, MaxEvents, MaxStateBytes, EndWhen,
            ProducerRetention, MaxProducers, Late, EchoWatermarks, SkipBad,
        };
        foreach (var (_, option) in Aggregates)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => CommandLine.RunAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ReplayOptions
        {
            File = parsed.GetRequiredValue(File),
            Gap = parsed.GetValue(Gap),
            Boundary = parsed.GetValue(Boundary),
            AllowedLateness = parsed.GetValue(Lateness),
            OutOfOrderness = parsed.GetValue(OutOfOrderness),
            LongestGap = parsed.GetValue(LongestGap),
            MaxAhead = parsed.GetValue(MaxAhead),
            MaxDuration = parsed.GetValue(MaxDuration),
            MaxEvents = parsed.GetValue(MaxEvents),
            MaxStateBytes = parsed.GetValue(MaxStateBytes),
            EndWhen = parsed.GetValue(EndWhen),
            ProducerRetention = parsed.GetValue(ProducerRetention),
            MaxProducers = parsed.GetValue(MaxProducers),
            LateFile = parsed.GetValue(Late),
            EchoWatermarks = parsed.GetValue(EchoWatermarks),
            SkipBad = parsed.GetValue(SkipBad),
            Aggregates =
            [
                .. Aggregates.SelectMany(pair => (parsed.GetValue(pair.Option) ?? [])
                    .Distinct(StringComparer.Ordinal)
                    .Select(field => new FieldAggregate(pair.Operation, field)))
            ],
        };
        if (options.LongestGap < options.Gap)
        {
            throw new CommandException($"--longest-gap must be at least --gap, {options.Gap}, but is {options.LongestGap}.", ExitCodes.WrongUsage);
        }

        await using var output = Console.OpenStandardOutput();
        await ReplayRunner.RunAsync(options, output, cancellationToken);
    }

    private static Option<string[]> AggregateOption(FieldOperation operation)
    {
        var name = operation.ToString().ToLowerInvariant();
        return new Option<string[]>($"--{name}")
        {
            Description = $"Put the {name} of this field into the result, as {name}_FIELD; repeatable.",
            HelpName = "FIELD",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
    }
}
