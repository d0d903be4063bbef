using System.Text.Json;

namespace OrleansSessions.Host.Tests.Replay;

/// <summary>A closed session: as replay writes it, or as the model expects it.</summary>
internal sealed record ReplayedSession(
    string Key, DateTimeOffset Start, DateTimeOffset LastEvent, DateTimeOffset End, long Count, decimal Bytes, string Reason = "Gap")
{
    public static ReplayedSession Parse(string line)
    {
        var session = JsonElement.Parse(line);
        Assert.Equal("replay", session.GetProperty("sessionizer").GetString());
        return new ReplayedSession(
            session.GetProperty("key").GetString()!,
            session.GetProperty("start").GetDateTimeOffset(),
            session.GetProperty("lastEvent").GetDateTimeOffset(),
            session.GetProperty("end").GetDateTimeOffset(),
            session.GetProperty("count").GetInt64(),
            session.GetProperty("result").TryGetProperty("sum_bytes", out var bytes) ? bytes.GetDecimal() : 0,
            session.GetProperty("reason").GetString()!);
    }
}
