namespace OrleansSessions.Server;

/// <summary>Reads an event's time and gap by the sessionizer's rules, and whether it ends its session.</summary>
internal sealed class EventReader<TEvent>(Sessionizer sessionizer, EventSelectors<TEvent> selectors)
{
    /// <summary>Reads an event.</summary>
    /// <param name="item">The event.</param>
    /// <param name="arrival">When it arrived, for the arrival clock.</param>
    /// <param name="read">What was read.</param>
    /// <returns>Why it can not be taken, or null.</returns>
    public string? TryRead(in SessionEvent<TEvent> item, DateTimeOffset arrival, out ReadEvent read)
    {
        read = default;
        if (item.Gap is not null && sessionizer.Options.LongestGap is null)
        {
            return $"Sessionizer '{sessionizer.Name}' does not allow events to carry a gap.";
        }

        if (sessionizer.IsEventTime && item.Timestamp is null)
        {
            return $"Sessionizer '{sessionizer.Name}' is on event time, but the event has no timestamp.";
        }

        var time = sessionizer.IsEventTime ? item.Timestamp!.Value.ToUniversalTime() : arrival;
        if (sessionizer.FindAheadProblem("The timestamp", time) is { } problem)
        {
            return problem;
        }

        try
        {
            var gap = item.Gap ?? selectors.Gap?.Invoke(item.Value) ?? sessionizer.Rules.Gap;
            read = new ReadEvent(time, gap, selectors.EndsSession?.Invoke(item.Value) ?? false);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"A selector of sessionizer '{sessionizer.Name}' did not accept the event: {exception.Message}";
        }
    }
}
