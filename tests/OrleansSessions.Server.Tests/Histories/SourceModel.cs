namespace OrleansSessions.Server.Tests;

/// <summary>A source of events as the model has it. Times are ticks since the history began.</summary>
internal sealed class SourceModel
{
    private double? declared;
    private double? heard;
    private double? reported;

    /// <summary>What it holds the watermark at; null while it does not count.</summary>
    public double? Watermark => declared ?? reported - HistorySessionizer.Ticks(HistorySessionizer.OutOfOrderness);

    public void Declare(double watermark) => declared = Math.Max(declared ?? watermark, watermark);

    /// <summary>An event of it is acknowledged.</summary>
    public void Hear(double time) => heard = Math.Max(heard ?? time, time);

    /// <summary>The silos report what they have heard.</summary>
    public void Report() => reported = heard is { } time ? Math.Max(reported ?? time, time) : reported;

    public void Complete() => declared = heard = reported = null;
}
