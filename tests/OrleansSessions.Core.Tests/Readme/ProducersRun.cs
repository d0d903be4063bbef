namespace OrleansSessions.Core.Tests;

/// <summary>Appends to one key with their producers and sequences, and watermarks; whether they count, and who is remembered.</summary>
internal sealed class ProducersRun(ReadmeTable table) : IReadmeRun
{
    private readonly Dictionary<ProducerId, string> names = [];

    private readonly ProducerMarks marks = new((int)table.FindNumber("maxProducers")!, table.FindDuration("retention")!.Value);

    public string[] Run(string[] row)
    {
        var step = ReadmeStep.Parse(row[0]);
        var answer = step.Name == "watermark" ? Forget(step) : Append(step);
        return [row[0], answer, ReadmeText.Join(marks.Marks.ToArray().Select(mark => $"{names[mark.Stamp.Producer]} {mark.Stamp.Sequence}"))];
    }

    private string Forget(ReadmeStep step)
    {
        marks.Forget(ReadmeText.ParseWatermark(step.At!));
        return ReadmeText.Nothing;
    }

    private string Append(ReadmeStep step)
    {
        var name = step.Details["from"];
        var stamp = new ProducerStamp(ProducerId.FromName(name), ReadmeText.ParseNumber(step.Details["sequence"]));
        names[stamp.Producer] = name;
        if (marks.Covers(stamp))
        {
            return "Duplicate";
        }

        marks.Take(stamp, step.Time);
        return "counts";
    }
}
