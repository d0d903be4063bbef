using OrleansSessions.Fields;
using OrleansSessions.Host.Commands;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Configuration;

/// <summary>Reads the sessionizers of the settings, and tells all mistakes at once.</summary>
internal static class SessionizerSettingsReader
{
    /// <exception cref="CommandException">Something is wrong; the message names each setting, its value and the rule.</exception>
    public static IReadOnlyList<ConfiguredSessionizer> Read(IReadOnlyDictionary<string, SessionizerSettings> settings)
    {
        var problems = new List<string>();
        var sessionizers = new List<ConfiguredSessionizer>();
        foreach (var (name, setting) in settings)
        {
            if (!SessionNames.IsValid(name))
            {
                problems.Add($"Sessionizer '{name}': a name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit.");
                continue;
            }

            sessionizers.Add(Read(name, setting, problems));
        }

        if (settings.Count == 0)
        {
            problems.Add($"{SessionsSettings.Section}:Sessionizers is empty: at least one sessionizer is needed.");
        }

        return problems.Count == 0
            ? sessionizers
            : throw new CommandException(string.Join(Environment.NewLine, problems));
    }

    private static ConfiguredSessionizer Read(string name, SessionizerSettings settings, List<string> problems)
    {
        var options = new SessionizerOptions();
        var gap = Duration(nameof(settings.Gap), settings.Gap) ?? options.Gap;
        var lateness = Duration(nameof(settings.AllowedLateness), settings.AllowedLateness) ?? options.AllowedLateness;
        var longestGap = Duration(nameof(settings.LongestGap), settings.LongestGap);
        var scanInterval = Duration(nameof(settings.ScanInterval), settings.ScanInterval);
        var boundary = Choice(nameof(settings.Boundary), settings.Boundary, options.Boundary);
        var clock = Choice(nameof(settings.Clock), settings.Clock, options.Clock);
        return new ConfiguredSessionizer(
            new SessionName<FieldEvent, FieldResult>(name),
            ReadAggregates(name, settings.Aggregates, problems),
            target =>
            {
                target.Gap = gap;
                target.AllowedLateness = lateness;
                target.LongestGap = longestGap;
                target.ScanInterval = scanInterval;
                target.Boundary = boundary;
                target.Clock = clock;
            });

        TimeSpan? Duration(string property, string? value)
        {
            if (value is null)
            {
                return null;
            }

            if (Durations.TryParse(value, out var duration))
            {
                return duration;
            }

            problems.Add($"Sessionizer '{name}': {property} must be {Durations.Form}, but is '{value}'.");
            return null;
        }

        T Choice<T>(string property, string? value, T otherwise)
            where T : struct, Enum
        {
            if (value is null)
            {
                return otherwise;
            }

            if (Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                return Enum.Parse<T>(value, ignoreCase: true);
            }

            problems.Add($"Sessionizer '{name}': {property} must be {string.Join(" or ", Enum.GetNames<T>())}, but is '{value}'.");
            return otherwise;
        }
    }

    private static List<FieldAggregate> ReadAggregates(string name, List<string> names, List<string> problems)
    {
        var aggregates = new List<FieldAggregate>();
        foreach (var text in names)
        {
            if (!FieldAggregates.TryParse(text, out var aggregate))
            {
                problems.Add($"Sessionizer '{name}': an aggregate must be {FieldAggregates.Form}, but is '{text}'.");
            }
            else if (aggregates.Contains(aggregate))
            {
                problems.Add($"Sessionizer '{name}': the aggregate '{text}' is given twice.");
            }
            else
            {
                aggregates.Add(aggregate);
            }
        }

        return aggregates;
    }
}
