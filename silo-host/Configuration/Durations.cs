using System.Globalization;

namespace OrleansSessions.Host.Configuration;

/// <summary>Durations as people write them.</summary>
internal static class Durations
{
    public const string Form = "a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number <= TimeSpan.MaxValue.Ticks / length.Ticks)
            {
                duration = TimeSpan.FromTicks((long)(number * length.Ticks));
                return true;
            }
        }

        // A bare number would be days in TimeSpan's own forms, and its free form reads 24:00:00 as 24 days: nobody means that.
        duration = default;
        return text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration)
            && duration >= TimeSpan.Zero;
    }
}
