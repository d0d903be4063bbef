namespace OrleansSessions.Server;

/// <summary>When this silo has learnt its last watermarks. Thread-safe.</summary>
internal sealed class WatermarkHistory
{
    // Many more than are learnt while a session that is due waits for its commit.
    private const int Kept = 64;

    private readonly Lock gate = new();
    private readonly Queue<(Watermark Watermark, DateTimeOffset Learnt)> last = new(Kept);

    public void Add(Watermark watermark, DateTimeOffset learnt)
    {
        lock (gate)
        {
            if (last.Count == Kept)
            {
                last.Dequeue();
            }

            last.Enqueue((watermark, learnt));
        }
    }

    /// <summary>
    /// When this silo has first learnt of one that has reached a watermark; when that is longer ago than is kept, the earliest time
    /// that is. Null when none has.
    /// </summary>
    public DateTimeOffset? FindReached(Watermark watermark)
    {
        lock (gate)
        {
            DateTimeOffset? first = null;
            foreach (var (reached, learnt) in last)
            {
                // Race: of two that are learnt at once, the lesser may have been added last.
                if (reached >= watermark && !(learnt >= first))
                {
                    first = learnt;
                }
            }

            return first;
        }
    }
}
