namespace OrleansSessions.Core.Tests;

/// <summary>When a session ends, and the tick, one every quarter of the gap, that takes it from the index of deadlines.</summary>
internal sealed class TicksRun(ReadmeTable table) : IReadmeRun
{
    private readonly SessionRules rules = new(table.FindDuration("gap")!.Value);

    private readonly DateTimeOffset firstTick = ReadmeText.ParseTime(table.Find("firstTick")!);

    public string[] Run(string[] row)
    {
        var end = ReadmeText.ParseTime(row[0]);
        var index = new ExpiryIndex<string>();
        index.Add(new ExpiryEntry<string>("ann", rules.ClosesAt(end)));
        var due = new List<ExpiryEntry<string>>();
        var tick = firstTick;
        while (true)
        {
            index.TakeDue(Watermark.At(tick), 1, due);
            if (due.Count > 0)
            {
                return [row[0], ReadmeText.Format(tick), ReadmeText.Format(tick - end)];
            }

            tick += rules.Gap / 4;
        }
    }
}
