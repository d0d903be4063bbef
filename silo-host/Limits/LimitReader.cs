using System.Globalization;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Limits;

/// <summary>Reads limits, and collects what is wrong with them.</summary>
internal sealed class LimitReader(List<string> problems)
{
    private const string Section = $"{SessionsSettings.Section}:{nameof(SessionsSettings.Limits)}";

    /// <summary>A whole number; <paramref name="otherwise"/> when it is not set or wrong.</summary>
    public long Number(string property, string? value, long otherwise, long least, long most)
    {
        if (value is null)
        {
            return otherwise;
        }

        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add($"{Section}:{property} must be a whole number from {least} to {most}, but is '{value}'.");
        return otherwise;
    }

    /// <summary>A duration; <paramref name="otherwise"/> when it is not set or wrong.</summary>
    public TimeSpan Duration(string property, string? value, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (value is null)
        {
            return otherwise;
        }

        if (Durations.TryParse(value, out var duration) && duration >= least && duration <= most)
        {
            return duration;
        }

        problems.Add($"{Section}:{property} must be {Durations.Form}, from {least:c} to {most:c}, but is '{value}'.");
        return otherwise;
    }
}
