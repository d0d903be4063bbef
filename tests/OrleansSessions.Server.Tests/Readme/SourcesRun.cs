using System.Net;
using OrleansSessions.Core.Tests;

namespace OrleansSessions.Server.Tests;

/// <summary>What is heard of sources, when, and what the sessionizer's watermark then is.</summary>
internal sealed class SourcesRun : IReadmeRun
{
    private readonly SiloAddress silo = SiloAddress.New(IPAddress.Loopback, port: 1, generation: 1);
    private readonly WatermarkCombiner combiner;
    private readonly Watermark lastClose;
    private Watermark watermark;
    private long reportCount;

    public SourcesRun(ReadmeTable table)
    {
        lastClose = ReadmeText.ParseWatermark(table.Find("lastSessionCloses")!);
        combiner = new WatermarkCombiner(new SessionizerOptions
        {
            Clock = SessionClock.EventTime,
            OutOfOrderness = table.FindDuration("outOfOrderness")!.Value,
            SourceIdleTimeout = table.FindDuration("sourceIdleTimeout"),
        });
    }

    public string[] Run(string[] row)
    {
        var now = ReadmeText.ParseTime(row[0]);
        if (row[1] != ReadmeText.Nothing)
        {
            Hear(row[1].Split(' '), now);
        }

        watermark = combiner.Combine(watermark, lastClose, now);
        return [row[0], row[1], ReadmeText.Format(watermark.Time)];
    }

    private void Hear(string[] words, DateTimeOffset now)
    {
        var source = words[0];
        var times = words.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => ReadmeText.ParseTime(pair[1]));
        if (times.TryGetValue("declares", out var declared))
        {
            combiner.Declare(source, Watermark.At(declared), now);
            return;
        }

        DateTimeOffset? Find(string name) => times.TryGetValue(name, out var time) ? time : null;
        var report = new SourceReport(
            source, Revision: ++reportCount, Find("on-its-way"), Find("storing"), Find("stored"), Silence: TimeSpan.Zero);
        combiner.Report(silo, new SourceReports(reportCount, [report]), now);
    }
}
