using System.Globalization;
using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Subscriber;

/// <summary>A closed session on one line: what is the same line is the same session with the same content.</summary>
public static class SessionLine
{
    /// <summary>The line; its first word is the session's id.</summary>
    /// <param name="session">The session.</param>
    public static string Of(ClosedSession<FieldResult> session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var values = session.Result?.Aggregates.Select(aggregate =>
            aggregate.Values is { } list ? string.Join(',', list.Select(ToText)) : ToText(aggregate.Value)) ?? [];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{session.Id} {session.Key} {session.Start.UtcTicks} {session.LastEvent.UtcTicks} {session.End.UtcTicks} {session.Count} {session.Reason} {string.Join(' ', values)}");
    }

    private static string ToText(FieldValue value) => value.Number.ToString(CultureInfo.InvariantCulture);
}
