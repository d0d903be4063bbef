namespace OrleansSessions.Core.Tests;

/// <summary>An index beside the plainest thing that could stand for it: a dictionary of deadlines.</summary>
internal sealed class ExpiryModel
{
    private readonly ExpiryIndex<int> index = new();
    private readonly Dictionary<int, ExpiryEntry<int>> entries = [];
    private readonly Dictionary<int, long> deadlines = [];
    private long watermark;

    public int Count => index.Count;

    public void Apply(ExpiryStep step)
    {
        switch (step.Action)
        {
            case ExpiryAction.Write:
                Write(step.Key, step.Time);
                break;
            case ExpiryAction.Drop:
                Drop(step.Key);
                break;
            default:
                Take(step);
                break;
        }
    }

    public void DropAllAndReachTheEnd()
    {
        foreach (var key in entries.Keys.ToList())
        {
            Drop(key);
        }

        Assert.Empty(TakeAll(Watermark.End, 1));
    }

    private void Write(int key, long deadline)
    {
        deadlines[key] = deadline;
        var newest = Timeline.WatermarkAt(deadline);
        if (!entries.TryGetValue(key, out var entry))
        {
            entries[key] = entry = new ExpiryEntry<int>(key, newest);
            index.Add(entry);
        }
        else if (entry.TryWrite(newest, out var isEarlier) && isEarlier)
        {
            index.Add(entry);
        }
    }

    private void Drop(int key)
    {
        deadlines.Remove(key);
        if (entries.Remove(key, out var entry))
        {
            entry.Drop();
        }
    }

    private void Take(ExpiryStep step)
    {
        watermark = Math.Max(watermark, step.Time);
        var due = TakeAll(Timeline.WatermarkAt(watermark), step.MaxCount);

        var expected = deadlines.Where(pair => pair.Value <= watermark).Select(pair => pair.Key);
        Assert.Equal(expected.Order(), due.Select(entry => entry.Key).Order());
        foreach (var entry in due)
        {
            Dispose(entry, step.Action);
        }
    }

    private void Dispose(ExpiryEntry<int> entry, ExpiryAction action)
    {
        if (action == ExpiryAction.TakeAndDrop)
        {
            Drop(entry.Key);
            return;
        }

        if (action == ExpiryAction.TakeAndWrite)
        {
            // Alternately still due and not, as an owner may answer.
            Write(entry.Key, watermark + (entry.Key % 2 * 3));
        }

        index.Return(entry);
    }

    private List<ExpiryEntry<int>> TakeAll(Watermark until, int maxCount)
    {
        var all = new List<ExpiryEntry<int>>();
        var part = new List<ExpiryEntry<int>>();
        do
        {
            part.Clear();
            index.TakeDue(until, maxCount, part);
            Assert.True(part.Count <= maxCount);
            all.AddRange(part);
        }
        while (part.Count > 0);

        return all;
    }
}
