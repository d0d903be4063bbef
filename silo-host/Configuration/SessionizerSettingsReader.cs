using OrleansSessions.Fields;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Configuration;

/// <summary>Reads the sessionizers of the settings, and tells all mistakes at once.</summary>
internal static class SessionizerSettingsReader
{
    /// <summary>Of a service that takes events from everybody, one key must not make every commit dear.</summary>
    public const long DefaultMaxStateBytes = 256 * 1024;

    /// <summary>Those that could be read; what is wrong is added to the problems.</summary>
    public static IReadOnlyList<ConfiguredSessionizer> Read(
        IReadOnlyDictionary<string, SessionizerSettings> settings, List<string> problems)
    {
        var sessionizers = new List<ConfiguredSessionizer>();
        foreach (var (name, setting) in settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!SessionNames.IsValid(name))
            {
                problems.Add($"Sessionizer '{name}': a name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit.");
                continue;
            }

            sessionizers.Add(Read(name, setting ?? new SessionizerSettings(), new SettingReader(name, problems)));
        }

        if (settings.Count == 0)
        {
            problems.Add($"{SessionsSettings.Section}:Sessionizers is empty: at least one sessionizer is needed.");
        }

        return sessionizers;
    }

    private static ConfiguredSessionizer Read(string name, SessionizerSettings settings, SettingReader reader)
    {
        var options = new SessionizerOptions();
        var gap = reader.Duration(nameof(settings.Gap), settings.Gap) ?? options.Gap;
        var longestGap = reader.Duration(nameof(settings.LongestGap), settings.LongestGap);
        var boundary = reader.Choice(nameof(settings.Boundary), settings.Boundary, options.Boundary);
        var clock = reader.Choice(nameof(settings.Clock), settings.Clock, options.Clock);
        var lateness = reader.Duration(nameof(settings.AllowedLateness), settings.AllowedLateness) ?? options.AllowedLateness;
        var outOfOrderness = reader.Duration(nameof(settings.OutOfOrderness), settings.OutOfOrderness) ?? options.OutOfOrderness;
        var idle = reader.Duration(nameof(settings.SourceIdleTimeout), settings.SourceIdleTimeout, SessionizerSettings.Never, options.SourceIdleTimeout);
        var ahead = reader.Duration(nameof(settings.MaxAhead), settings.MaxAhead, SessionizerSettings.Any, options.MaxAhead);
        var maxDuration = reader.Duration(nameof(settings.MaxDuration), settings.MaxDuration);
        var maxEvents = reader.Number(nameof(settings.MaxEvents), settings.MaxEvents);
        var maxState = reader.Number(nameof(settings.MaxStateBytes), settings.MaxStateBytes, SessionizerSettings.Any, DefaultMaxStateBytes);
        var retention = reader.Duration(nameof(settings.ProducerRetention), settings.ProducerRetention) ?? options.ProducerRetention;
        var maxProducers = reader.Number(nameof(settings.MaxProducers), settings.MaxProducers) ?? options.MaxProducers;
        var expiry = reader.Choice(nameof(settings.Expiry), settings.Expiry, options.Expiry);
        var scanInterval = reader.Duration(nameof(settings.ScanInterval), settings.ScanInterval);
        return new ConfiguredSessionizer(
            new SessionName<FieldEvent, FieldResult>(name),
            ReadAggregates(settings.Aggregates, reader),
            target =>
            {
                target.Gap = gap;
                target.LongestGap = longestGap;
                target.Boundary = boundary;
                target.Clock = clock;
                target.AllowedLateness = lateness;
                target.OutOfOrderness = outOfOrderness;
                target.SourceIdleTimeout = idle;
                target.MaxAhead = ahead;
                target.MaxDuration = maxDuration;
                target.MaxEvents = maxEvents;
                target.MaxStateBytes = maxState;
                target.ProducerRetention = retention;
                target.MaxProducers = (int)Math.Min(maxProducers, int.MaxValue);
                target.Expiry = expiry;
                target.ScanInterval = scanInterval;
            },
            ReadEndWhen(settings.EndWhen, reader));
    }

    private static FieldMatch? ReadEndWhen(EndWhenSettings? settings, SettingReader reader)
    {
        if (settings is null)
        {
            return null;
        }

        if (settings is { Field.Length: > 0, Value: { } value })
        {
            return new FieldMatch(settings.Field, value);
        }

        reader.Add($"EndWhen needs both Field and Value, but has Field '{settings.Field}' and Value '{settings.Value}'.");
        return null;
    }

    private static List<FieldAggregate> ReadAggregates(List<string> names, SettingReader reader)
    {
        var aggregates = new List<FieldAggregate>();
        foreach (var text in names)
        {
            if (!FieldAggregates.TryParse(text, out var aggregate))
            {
                reader.Add($"an aggregate must be {FieldAggregates.Form}, but is '{text}'.");
            }
            else if (aggregates.Contains(aggregate))
            {
                reader.Add($"the aggregate '{text}' is given twice.");
            }
            else
            {
                aggregates.Add(aggregate);
            }
        }

        return aggregates;
    }
}
