namespace OrleansSessions;

/// <summary>Which of a source's events are not acknowledged, so that its watermark does not overtake them. Thread-safe.</summary>
/// <remarks>
/// A silo sees only what has reached it. An event that waits to be sent, or is on its way to another silo, is known to its sender
/// alone, so every batch tells of the others.
/// </remarks>
internal sealed class SourceTracker(string source, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly HeldTimes held = new();
    private long revision;
    private bool isHoldingBack;

    /// <summary>Notes events that wait to be sent.</summary>
    /// <param name="least">The least of their times.</param>
    public void Hold(DateTimeOffset? least)
    {
        if (least is { } time)
        {
            lock (gate)
            {
                held.Hold(time);
            }
        }
    }

    /// <summary>Notes a batch that is sent now, and gives what to say with it of all others.</summary>
    /// <param name="least">The least time of its events.</param>
    /// <param name="parts">What the batch is made of: what is wholly in it waits no longer.</param>
    public SourceProgress Begin<TEvent>(DateTimeOffset? least, ReadOnlySpan<AppendPart<TEvent>> parts)
    {
        lock (gate)
        {
            Release(parts, areWhole: true);
            var progress = new SourceProgress(source, NextRevision(), held.Least);
            isHoldingBack = progress.LeastUnacknowledged is not null;
            if (least is { } time)
            {
                held.Hold(time);
            }

            return progress;
        }
    }

    /// <summary>Notes that a batch is answered, and gives what to say when nothing follows that would say it.</summary>
    /// <param name="least">As it was given before.</param>
    /// <param name="last">The parts of it with which a whole append is answered.</param>
    public SourceProgress? End<TEvent>(DateTimeOffset? least, ReadOnlySpan<AppendPart<TEvent>> last)
    {
        lock (gate)
        {
            if (least is { } time)
            {
                held.Release(time);
            }

            Release(last, areWhole: false);
            if (held.Least is not null || !isHoldingBack)
            {
                return null;
            }

            isHoldingBack = false;
            return new SourceProgress(source, NextRevision(), null);
        }
    }

    // Of those that are, or are not, the whole of their append: what was held since the append was made.
    private void Release<TEvent>(ReadOnlySpan<AppendPart<TEvent>> parts, bool areWhole)
    {
        foreach (var part in parts)
        {
            if (part.IsWhole == areWhole && part.Append.Least is { } waited)
            {
                held.Release(waited);
            }
        }
    }

    // By the clock, so that a source which starts anew under the same name is heard.
    private long NextRevision() => revision = Math.Max(revision + 1, clock.GetUtcNow().UtcTicks);
}
