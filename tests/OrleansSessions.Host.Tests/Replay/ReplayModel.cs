using System.Text.Json;

namespace OrleansSessions.Host.Tests.Replay;

/// <summary>Rules 1 to 5 of the contract, played line by line with nothing but lists.</summary>
internal sealed class ReplayModel(TimeSpan gap, TimeSpan outOfOrderness, TimeSpan lateness, bool inclusive)
{
    private readonly Dictionary<string, ModelKey> keys = [];
    private DateTimeOffset watermark = DateTimeOffset.MinValue;

    public List<ReplayedSession> Closed { get; } = [];

    public List<string> Late { get; } = [];

    public void Play(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Take(line);
            Close(session => IsPassed(session.End));
        }

        Close(_ => true);
    }

    private void Take(string line)
    {
        var json = JsonElement.Parse(line);
        var time = json.GetProperty("timestamp").GetDateTimeOffset();
        var bytes = json.TryGetProperty("bytes", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() : 0;
        var name = json.GetProperty("key").GetString()!;
        var key = keys.TryGetValue(name, out var known) ? known : keys[name] = new ModelKey();

        var session = new ReplayedSession(name, time, time, time + gap, 1, bytes);
        var touched = key.Open.Where(open => Touches(open, session)).ToList();
        var merged = touched.Aggregate(session, Merge);
        if (time < key.Floor || IsPassed(merged.End) || key.Closed.Any(closed => Touches(closed, session)))
        {
            Late.Add(line);
        }
        else
        {
            if (key.Open.Count == 0 && watermark - DateTimeOffset.MinValue > lateness + gap)
            {
                // What closed before this may be forgotten, so nothing may reach back to it any more.
                key.Floor = watermark - lateness - gap;
            }

            key.Open.RemoveAll(touched.Contains);
            key.Open.Add(merged);
        }

        watermark = time - outOfOrderness > watermark ? time - outOfOrderness : watermark;
    }

    private void Close(Func<ReplayedSession, bool> isDue)
    {
        var due = keys.Values.SelectMany(key => key.Open.Where(isDue)).ToList();
        foreach (var session in due)
        {
            keys[session.Key].Open.Remove(session);
            keys[session.Key].Closed.Add(session);
        }

        Closed.AddRange(due.OrderBy(session => session.End).ThenBy(session => session.Start).ThenBy(session => session.Key, StringComparer.Ordinal));
    }

    private bool IsPassed(DateTimeOffset end) => inclusive ? watermark > end + lateness : watermark >= end + lateness;

    private bool Touches(ReplayedSession left, ReplayedSession right) => inclusive
        ? left.Start <= right.End && right.Start <= left.End
        : left.Start < right.End && right.Start < left.End;

    private static ReplayedSession Merge(ReplayedSession left, ReplayedSession right) => new(
        left.Key,
        left.Start < right.Start ? left.Start : right.Start,
        left.LastEvent > right.LastEvent ? left.LastEvent : right.LastEvent,
        left.End > right.End ? left.End : right.End,
        left.Count + right.Count,
        left.Bytes + right.Bytes);
}
