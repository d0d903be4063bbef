using System.Globalization;
using OrleansSessions.Cluster.Subscriber;
using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Tests;

/// <summary>Checks every closed session as it is read from the log, against what was sent and against those before it.</summary>
internal sealed class ClosedHistory(EventHistory sent)
{
    private const int MostReported = 20;

    private readonly Dictionary<string, string> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> closedThrough = new(StringComparer.Ordinal);
    private readonly List<string> violations = [];
    private byte[] timesSeen = new byte[1 << 16];

    public int SessionCount => lines.Count;

    public IReadOnlyList<string> Violations => violations;

    /// <summary>The line of each session, by its id.</summary>
    public IReadOnlyDictionary<string, string> Lines => lines;

    public void Take(ClosedSession<FieldResult> session)
    {
        var line = SessionLine.Of(session);
        if (!lines.TryAdd(session.Id, line))
        {
            Report($"The log has session {session.Id} twice: {lines[session.Id]} and {line}.");
        }

        if (closedThrough.TryGetValue(session.Key, out var through) && session.Start < through)
        {
            Report($"{session.Id} of {session.Key} begins at {session.Start:O}, before the end {through:O} of the one before it.");
        }

        closedThrough[session.Key] = session.End;
        var ids = session.Result!.Aggregates[0].Values!.Select(value => (long)value.Number).ToList();
        if (ids.Count != session.Count || session.Result.Aggregates[1].Value.Number != ids.Sum(EventLoad.ValueOf))
        {
            Report($"{session.Id} counts {session.Count} and sums {session.Result.Aggregates[1].Value.Number}, but has {ids.Count} events that sum to {ids.Sum(EventLoad.ValueOf)}.");
        }

        ids.ForEach(id => Take(id, session));
    }

    /// <summary>Compares what the clients know with what was seen, once nothing more will come.</summary>
    public void Complete()
    {
        for (var id = 1L; id <= sent.Sent; id++)
        {
            if (sent.FateOf(id) == EventFate.Acknowledged && Seen(id) == 0)
            {
                Report($"Event {id} was acknowledged, but is in no closed session.");
            }
            else if (sent.FateOf(id) == EventFate.Refused && Seen(id) > 0)
            {
                Report($"Event {id} was refused, but is in a closed session.");
            }
        }
    }

    /// <summary>How many acknowledged events are still in no closed session.</summary>
    public long CountMissing()
    {
        var missing = 0L;
        for (var id = 1L; id <= sent.Sent; id++)
        {
            missing += sent.FateOf(id) == EventFate.Acknowledged && Seen(id) == 0 ? 1 : 0;
        }

        return missing;
    }

    private byte Seen(long id) => id < timesSeen.Length ? timesSeen[id] : (byte)0;

    private void Take(long id, ClosedSession<FieldResult> session)
    {
        if (sent.FateOf(id) == EventFate.NeverSent)
        {
            Report($"{session.Id} has event {id}, which was never sent.");
            return;
        }

        while (id >= timesSeen.Length)
        {
            Array.Resize(ref timesSeen, timesSeen.Length * 2);
        }

        if (++timesSeen[id] > 1)
        {
            Report(string.Create(CultureInfo.InvariantCulture, $"Event {id} is in a session for the {timesSeen[id]}. time: {session.Id} of {session.Key}."));
        }
    }

    private void Report(string violation)
    {
        if (violations.Count < MostReported)
        {
            violations.Add(violation);
        }
    }
}
