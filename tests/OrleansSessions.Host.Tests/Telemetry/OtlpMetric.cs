namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>A metric as it was received.</summary>
/// <param name="Scope">The meter.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="IsHistogram">Whether it is a histogram.</param>
/// <param name="IsCounter">Whether it is a sum that only grows.</param>
/// <param name="Bounds">The number of a histogram's boundaries.</param>
internal sealed record OtlpMetric(string Scope, string Name, string Unit, bool IsHistogram, bool IsCounter, int Bounds)
{
    private const int ScopeField = 1;
    private const int SumField = 7;
    private const int HistogramField = 9;
    private const int IsMonotonicField = 3;
    private const int DataPointsField = 1;
    private const int BoundsField = 7;

    public static OtlpMetric Read(OtlpMessage scope, OtlpMessage metric) => new(
        scope.All(ScopeField).Single().Text(1),
        metric.Text(1),
        metric.Text(3),
        metric.Has(HistogramField),
        metric.All(SumField).Any(sum => sum.Number(IsMonotonicField) == 1),
        metric.All(HistogramField).SelectMany(histogram => histogram.All(DataPointsField)).Select(point => point.Bytes(BoundsField).Length / sizeof(double)).FirstOrDefault());
}
