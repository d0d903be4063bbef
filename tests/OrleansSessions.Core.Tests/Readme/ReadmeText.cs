using System.Globalization;

namespace OrleansSessions.Core.Tests;

/// <summary>How the README writes times and durations. A time without a date is one of the same day, in UTC.</summary>
internal static class ReadmeText
{
    public const string Nothing = "–";

    private static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset ParseTime(string text) => text.Contains('T', StringComparison.Ordinal)
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
        : Day + TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    public static Watermark ParseWatermark(string text) => text == "end" ? Watermark.End : Watermark.At(ParseTime(text));

    public static string Format(DateTimeOffset time)
    {
        var sinceDay = time - Day;
        if (sinceDay < TimeSpan.Zero || sinceDay >= TimeSpan.FromDays(1))
        {
            return time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
        }

        var hasSeconds = sinceDay.Ticks % TimeSpan.TicksPerMinute != 0;
        return time.ToString(hasSeconds ? "HH:mm:ss.FFFFFFF" : "HH:mm", CultureInfo.InvariantCulture);
    }

    public static TimeSpan ParseDuration(string text)
    {
        var number = decimal.Parse(text.TrimEnd('s', 'm', 'h'), CultureInfo.InvariantCulture);
        var unit = text[^1] switch
        {
            's' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMinute,
            'h' => TimeSpan.TicksPerHour,
            _ => throw new FormatException($"The duration '{text}' has no unit."),
        };
        return TimeSpan.FromTicks((long)(number * unit));
    }

    public static string Format(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#######} s");

    public static long ParseNumber(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public static string Join(IEnumerable<string> parts) => string.Join("<br>", parts) is { Length: > 0 } joined ? joined : Nothing;
}
