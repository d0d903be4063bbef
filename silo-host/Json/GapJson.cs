using System.Text.Json;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Json;

/// <summary>Gaps as outsiders write them: a duration, or milliseconds.</summary>
internal static class GapJson
{
    public const string Form = Durations.Form + ", or milliseconds";

    public static bool TryRead(ref Utf8JsonReader reader, out TimeSpan gap)
    {
        gap = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            return Durations.TryParse(reader.GetString()!, out gap);
        }

        var isDuration = reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt64(out var milliseconds)
            && Math.Abs((double)milliseconds) < TimeSpan.MaxValue.TotalMilliseconds;
        gap = isDuration ? TimeSpan.FromMilliseconds(reader.GetInt64()) : default;
        return isDuration;
    }
}
