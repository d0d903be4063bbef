using System.Globalization;
using System.Text.Json;

namespace OrleansSessions.Host.Page.Parts;

/// <summary>Numbers, times and durations as people read them.</summary>
internal static class Figures
{
    private const string None = "–";

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Events(long number) => number == 1 ? "1 event" : $"{Count(number)} events";

    /// <summary>A rate: with a decimal while it is small, so that a slow trickle is seen.</summary>
    public static string Rate(double rate) => Math.Max(0, rate).ToString(rate >= 100 ? "N0" : "N1", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A result, as JSON has it; a long number in groups of three.</summary>
    public static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? Count(number) : value.ToString();

    /// <summary>A watermark as the API writes it.</summary>
    public static string Watermark(string? watermark) => watermark switch
    {
        null => None,
        "max" => "end of time",
        _ => Time(DateTimeOffset.Parse(watermark, CultureInfo.InvariantCulture)),
    };

    public static string Seconds(double? seconds) => seconds is { } known ? Duration(TimeSpan.FromSeconds(known)) : None;

    /// <summary>In the two greatest units.</summary>
    public static string Duration(TimeSpan duration)
    {
        var sign = duration < TimeSpan.Zero ? "−" : "";
        var time = duration.Duration();
        return sign + FormattableString.Invariant(time switch
        {
            { TotalDays: >= 1 } => $"{(long)time.TotalDays:N0} d {time.Hours} h",
            { TotalHours: >= 1 } => $"{time.Hours} h {time.Minutes} min",
            { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds} s",
            { TotalSeconds: >= 10 } => $"{time.TotalSeconds:0} s",
            { TotalSeconds: >= 1 } => $"{time.TotalSeconds:0.0} s",
            { Ticks: 0 } => $"0 s",
            _ => $"{time.TotalMilliseconds:0} ms",
        });
    }

    /// <summary>A share of something, for a style.</summary>
    public static string Percent(double share) => (Math.Clamp(share, 0, 1) * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
