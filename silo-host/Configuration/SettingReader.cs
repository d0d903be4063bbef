using System.Globalization;

namespace OrleansSessions.Host.Configuration;

/// <summary>Reads the values of one sessionizer's settings, and collects what is wrong with them.</summary>
internal sealed class SettingReader(string sessionizer, List<string> problems)
{
    public const string ProblemStart = "Sessionizer '";

    /// <summary>A duration; null when it is not set or wrong.</summary>
    public TimeSpan? Duration(string property, string? value) =>
        value is null ? null
        : Durations.TryParse(value, out var duration) ? duration
        : Wrong<TimeSpan?>(property, Durations.Form, value, null);

    /// <summary>A duration or the word for none; <paramref name="otherwise"/> when it is not set or wrong.</summary>
    public TimeSpan? Duration(string property, string? value, string none, TimeSpan? otherwise) =>
        value is null ? otherwise
        : value == none ? null
        : Durations.TryParse(value, out var duration) ? duration
        : Wrong(property, $"{Durations.Form}, or {none}", value, otherwise);

    /// <summary>A whole number of at least 1; null when it is not set or wrong.</summary>
    public long? Number(string property, string? value) =>
        value is null ? null
        : TryParse(value, out var number) ? number
        : Wrong<long?>(property, "a whole number of at least 1", value, null);

    /// <summary>A whole number of at least 1 or the word for none; <paramref name="otherwise"/> when it is not set or wrong.</summary>
    public long? Number(string property, string? value, string none, long? otherwise) =>
        value is null ? otherwise
        : value == none ? null
        : TryParse(value, out var number) ? number
        : Wrong(property, $"a whole number of at least 1, or {none}", value, otherwise);

    public T Choice<T>(string property, string? value, T otherwise)
        where T : struct, Enum =>
        value is null ? otherwise
        : Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(value, ignoreCase: true)
        : Wrong(property, string.Join(" or ", Enum.GetNames<T>()), value, otherwise);

    public void Add(string problem) => problems.Add($"{ProblemStart}{sessionizer}': {problem}");

    private static bool TryParse(string value, out long number) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;

    private T Wrong<T>(string property, string form, string value, T otherwise)
    {
        Add($"{property} must be {form}, but is '{value}'.");
        return otherwise;
    }
}
