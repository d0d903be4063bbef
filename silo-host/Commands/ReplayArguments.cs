using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Commands;

/// <summary>Options of the command line by what they take; each refuses a wrong value by name, value and rule.</summary>
internal static class ReplayArguments
{
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan otherwise, bool isPositive = false) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => ParseDuration(name, result, isPositive) ?? default,
    };

    public static Option<TimeSpan?> OptionalDuration(string name, string description, bool isPositive = false) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result => ParseDuration(name, result, isPositive),
    };

    public static Option<long?> OptionalNumber(string name, string description, long most = long.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = TextOf(result);
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            {
                return number;
            }

            var range = most == long.MaxValue ? "of at least 1" : string.Create(CultureInfo.InvariantCulture, $"from 1 to {most:N0}");
            result.AddError($"{name} must be a whole number {range}, but is '{text}'.");
            return null;
        },
    };

    public static Option<FieldMatch?> OptionalMatch(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FIELD=VALUE",
        CustomParser = result =>
        {
            if (!FieldMatch.TryParse(TextOf(result), out var match))
            {
                result.AddError($"{name} must be {FieldMatch.Form}, but is '{TextOf(result)}'.");
            }

            return match;
        },
    };

    public static Option<GapBoundary> Boundary(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "exclusive|inclusive",
        CustomParser = result =>
        {
            var text = TextOf(result);
            if (text is not ("exclusive" or "inclusive"))
            {
                result.AddError($"{name} must be exclusive or inclusive, but is '{text}'.");
            }

            return text == "inclusive" ? GapBoundary.Inclusive : GapBoundary.Exclusive;
        },
    };

    private static TimeSpan? ParseDuration(string name, ArgumentResult result, bool isPositive)
    {
        var text = TextOf(result);
        if (!Durations.TryParse(text, out var duration))
        {
            result.AddError($"{name} must be {Durations.Form}, but is '{text}'.");
            return null;
        }

        if (isPositive && duration == TimeSpan.Zero)
        {
            result.AddError($"{name} must be longer than zero, but is '{text}'.");
            return null;
        }

        return duration;
    }

    private static string TextOf(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
}
