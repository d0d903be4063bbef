namespace OrleansSessions.Core.Tests;

/// <summary>What is learnt of a watermark, and what it then is.</summary>
internal sealed class WatermarkRun : IReadmeRun
{
    private Watermark watermark;

    public string[] Run(string[] row)
    {
        watermark = watermark.Advance(ReadmeText.ParseWatermark(row[0]));
        return [row[0], watermark == Watermark.End ? watermark.ToString() : ReadmeText.Format(watermark.Time)];
    }
}
