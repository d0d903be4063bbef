using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>
/// What has come for one reader of a stream and is not sent. Bounded: where the reader does not keep up, it is let go of, and reads
/// that partition of the log by itself until it has caught up. Thread-safe.
/// </summary>
internal sealed class LogFollower
{
    private const int MaxFrames = 1_024;
    private const int MaxBytes = 256 * 1024;

    private readonly Lock gate = new();
    private readonly LogSelection selection;
    private readonly int first;
    private readonly long[] offered;
    private readonly bool[] isAttached;
    private List<LogFrame> frames = [];
    private int bytes;
    private TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="selection">What the reader wants.</param>
    /// <param name="cursor">Where it begins.</param>
    public LogFollower(LogSelection selection, LogCursor cursor)
    {
        this.selection = selection;
        (first, var count) = selection.FindPartitions(cursor.Partitions);
        isAttached = new bool[count];
        offered = [.. Enumerable.Range(first, count).Select(partition => cursor[partition])];
    }

    /// <summary>The partitions that the reader wants.</summary>
    public IEnumerable<int> Partitions => Enumerable.Range(first, offered.Length);

    /// <summary>From now on what comes after the position is offered.</summary>
    public void Attach(int partition, long position)
    {
        lock (gate)
        {
            offered[partition - first] = position;
            isAttached[partition - first] = true;
        }
    }

    /// <summary>Takes what the reader wants of the newest entries of a partition.</summary>
    /// <returns>False when there was no room for all: the reader does not follow that partition any more.</returns>
    public bool Offer(int partition, IReadOnlyList<LogFrame> newest, long through)
    {
        lock (gate)
        {
            var index = partition - first;
            foreach (var frame in newest)
            {
                // One that it has read by itself, before it was attached, comes again.
                if (frame.Position <= offered[index] || (selection.Key is { } key && key != frame.Key))
                {
                    continue;
                }

                if (frames.Count > 0 && (frames.Count == MaxFrames || bytes + frame.Size > MaxBytes))
                {
                    offered[index] = frame.Position - 1;
                    isAttached[index] = false;
                    woken.TrySetResult();
                    return false;
                }

                frames.Add(frame);
                bytes += frame.Size;
            }

            offered[index] = Math.Max(offered[index], through);
            if (frames.Count > 0)
            {
                woken.TrySetResult();
            }

            return true;
        }
    }

    /// <summary>The reader has read so far by itself, and goes on to.</summary>
    public void StandAt(int partition, long position)
    {
        lock (gate)
        {
            offered[partition - first] = position;
        }
    }

    /// <summary>No longer offered what comes, as the log can not be followed.</summary>
    public void LetGo(int partition)
    {
        lock (gate)
        {
            isAttached[partition - first] = false;
            woken.TrySetResult();
        }
    }

    /// <summary>Takes what has come, and tells where the reader stands once it has it.</summary>
    public TakenFrames Take()
    {
        lock (gate)
        {
            var taken = frames;
            frames = [];
            bytes = 0;
            if (woken.Task.IsCompleted)
            {
                woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return new TakenFrames(
                taken,
                [.. Enumerable.Range(0, offered.Length).Select(i => new LogPlace(first + i, offered[i], isAttached[i]))],
                woken.Task);
        }
    }
}
