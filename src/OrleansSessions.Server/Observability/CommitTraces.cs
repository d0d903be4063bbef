namespace OrleansSessions.Server;

/// <summary>
/// Which activities have put what on the log, or were about to, as far as they are this silo's and not too long ago: for those who
/// deliver it. The log itself does not tell. Thread-safe.
/// </summary>
internal sealed class CommitTraces
{
    // A key has one place, which the next key of that place takes. Nothing has to be cleared away, and nothing grows.
    private const int Places = 4_096;

    private const int MaxCauses = 32;

    private Cause?[]? last;

    /// <summary>Notes which activity has put something of a key on the log.</summary>
    public void Add(SessionKey key, string activity)
    {
        // Race: two who commit make it at once. What one of them has noted is lost, and with it a link.
        last ??= new Cause?[Places];
        Volatile.Write(ref last[PlaceOf(key)], new Cause(key, activity));
    }

    /// <summary>The activities that have put entries on the log; null when none is known.</summary>
    public string[]? Find(IReadOnlyList<LogEntry> entries)
    {
        if (last is not { } known || !SessionTracing.IsOn)
        {
            return null;
        }

        string[] causes =
        [
            .. entries.Select(entry => Volatile.Read(ref known[PlaceOf(entry.Key)]) is { } cause && cause.Key == entry.Key ? cause.Activity : null)
                .OfType<string>()
                .Distinct()
                .Take(MaxCauses)
        ];
        return causes.Length == 0 ? null : causes;
    }

    private static int PlaceOf(SessionKey key) => (int)((uint)key.GetHashCode() % Places);

    private sealed record Cause(SessionKey Key, string Activity);
}
