namespace OrleansSessions;

/// <summary>
/// Which producers' events a key has taken, so that one that is sent again does not count again. Bounded in number and time.
/// </summary>
/// <remarks>
/// A producer has at most one unacknowledged append per key, so one number per producer is enough. Not thread-safe.
/// </remarks>
/// <param name="maxCount">The most producers to remember; the one that was heard longest ago is forgotten first.</param>
/// <param name="retention">How far the watermark must pass a producer's last mark before it is forgotten.</param>
public sealed class ProducerMarks(int maxCount, TimeSpan retention)
{
    // In order of time, so that what is forgotten first stands first. Few enough that looking through them is fast.
    private FewItems<ProducerMark> marks;

    /// <summary>The marks, those that are forgotten first standing first; until the next call that changes them.</summary>
    public ReadOnlySpan<ProducerMark> Marks => marks.Items;

    /// <summary>The watermark at which the last mark is forgotten; null when there is none.</summary>
    public Watermark? LapseAt => marks.Count == 0 ? null : LapsesAt(Marks[^1]);

    /// <summary>Takes marks over as they were stored.</summary>
    /// <param name="stored">The marks, as <see cref="Marks"/> gave them.</param>
    public void Restore(ReadOnlySpan<ProducerMark> stored)
    {
        foreach (var mark in stored)
        {
            marks.Add(mark);
        }
    }

    /// <summary>Whether what carries the stamp has been taken before.</summary>
    /// <param name="stamp">The stamp.</param>
    public bool Covers(ProducerStamp stamp)
    {
        var index = Find(stamp.Producer);
        return index >= 0 && stamp.Sequence <= Marks[index].Stamp.Sequence;
    }

    /// <summary>Remembers what has been taken.</summary>
    /// <param name="stamp">Its stamp.</param>
    /// <param name="time">When.</param>
    public void Take(ProducerStamp stamp, DateTimeOffset time)
    {
        // An event may be older than what stands last: then it is kept for as long as that, so that the order stays one of time.
        var kept = marks.Count > 0 && Marks[^1].Time > time ? Marks[^1].Time : time;
        var index = Find(stamp.Producer);
        if (index >= 0)
        {
            marks.Remove(index, 1);
        }
        else if (marks.Count == maxCount)
        {
            marks.Remove(0, 1);
        }

        marks.Add(new ProducerMark(stamp, kept));
    }

    /// <summary>Forgets the marks whose time is over.</summary>
    /// <param name="watermark">The watermark.</param>
    public void Forget(Watermark watermark)
    {
        var lapsed = 0;
        while (lapsed < marks.Count && LapsesAt(Marks[lapsed]) <= watermark)
        {
            lapsed++;
        }

        marks.Remove(0, lapsed);
    }

    private int Find(ProducerId producer)
    {
        for (var i = marks.Count - 1; i >= 0; i--)
        {
            if (Marks[i].Stamp.Producer == producer)
            {
                return i;
            }
        }

        return -1;
    }

    private Watermark LapsesAt(ProducerMark mark) =>
        retention > DateTimeOffset.MaxValue - mark.Time ? Watermark.End : Watermark.At(mark.Time + retention);
}
