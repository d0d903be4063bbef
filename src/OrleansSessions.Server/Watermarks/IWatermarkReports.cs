namespace OrleansSessions.Server;

/// <summary>The watermark grain as the silos see it.</summary>
[Alias("orleanssessions.IWatermarkReports")]
internal interface IWatermarkReports : IGrainWithStringKey
{
    /// <summary>Takes what a silo has heard of the sources, and gives the watermark that is stored.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="reports">What it has heard.</param>
    /// <returns>The watermark's <see cref="Watermark.Ticks"/>: from now on every silo may use it.</returns>
    [Alias("Report")]
    Task<long> ReportAsync(SiloAddress silo, SourceReports reports);
}
