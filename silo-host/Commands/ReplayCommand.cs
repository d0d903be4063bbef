using System.CommandLine;
using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Replay;

namespace OrleansSessions.Host.Commands;

/// <summary>The command line of <c>replay</c>.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> File = new("file")
    {
        Description = "Events as NDJSON, {\"key\", \"timestamp\", ...}; a name that ends in .gz is decompressed; - is standard input.",
    };

    private static readonly Option<TimeSpan> Gap = DurationOption("--gap", "The inactivity that ends a session.", TimeSpan.FromMinutes(30));

    private static readonly Option<GapBoundary> Boundary = new("--boundary")
    {
        Description = "Whether an event exactly one gap after the last joins its session: exclusive (no, the default) or inclusive (yes).",
        HelpName = "exclusive|inclusive",
        CustomParser = ParseBoundary,
    };

    private static readonly Option<TimeSpan> Lateness =
        DurationOption("--lateness", "How far the watermark must pass a session's end before it closes.", TimeSpan.Zero);

    private static readonly Option<TimeSpan?> OutOfOrderness = OptionalDurationOption(
        "--out-of-orderness", "Move the watermark after each event to the greatest timestamp so far less this. Default: it moves by control lines, and to the end of time at the end.");

    private static readonly Option<TimeSpan?> LongestGap =
        OptionalDurationOption("--longest-gap", "Allow events to carry a \"gap\" of their own, up to this.");

    private static readonly Option<string?> Late = new("--late") { Description = "Write late events to this file, as NDJSON." };

    private static readonly Option<bool> EchoWatermarks =
        new("--echo-watermarks") { Description = "Write each watermark control line to the output, after what it closed." };

    private static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "Count bad lines instead of stopping at the first." };

    private static readonly (FieldOperation Operation, Option<string[]> Option)[] Aggregates =
        [.. Enum.GetValues<FieldOperation>().Select(operation => (operation, AggregateOption(operation)))];

    public static Command Create()
    {
        var command = new Command("replay", "Sessionize a file through real grains, and write closed sessions as NDJSON to standard output.")
        {
            File, Gap, Boundary, Lateness, OutOfOrderness, LongestGap, Late, EchoWatermarks, SkipBad,
        };
        foreach (var (_, option) in Aggregates)
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ReplayOptions
        {
            File = parsed.GetRequiredValue(File),
            Gap = parsed.GetValue(Gap),
            Boundary = parsed.GetValue(Boundary),
            AllowedLateness = parsed.GetValue(Lateness),
            OutOfOrderness = parsed.GetValue(OutOfOrderness),
            LongestGap = parsed.GetValue(LongestGap),
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
        try
        {
            await using var output = Console.OpenStandardOutput();
            await ReplayRunner.RunAsync(options, output, cancellationToken);
            return ExitCodes.Success;
        }
        catch (CommandException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return ExitCodes.Failure;
        }
    }

    private static Option<TimeSpan> DurationOption(string name, string description, TimeSpan otherwise) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => ParseDuration(name, result) ?? default,
    };

    private static Option<TimeSpan?> OptionalDurationOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ParseDuration(name, result),
    };

    private static TimeSpan? ParseDuration(string name, System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (Durations.TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"{name} must be {Durations.Form}, but is '{text}'.");
        return null;
    }

    private static GapBoundary ParseBoundary(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (text is not ("exclusive" or "inclusive"))
        {
            result.AddError($"--boundary must be exclusive or inclusive, but is '{text}'.");
        }

        return text == "inclusive" ? GapBoundary.Inclusive : GapBoundary.Exclusive;
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
