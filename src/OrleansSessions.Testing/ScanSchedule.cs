namespace OrleansSessions.Testing;

/// <summary>When a silo scans a sessionizer next.</summary>
internal readonly record struct ScanSchedule(DateTimeOffset Next, TimeSpan Interval)
{
    /// <summary>The schedule after a scan that began at a time.</summary>
    public ScanSchedule After(DateTimeOffset scan)
    {
        var next = Next;
        while (next <= scan)
        {
            next += Interval;
        }

        return this with { Next = next };
    }
}
