namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>What Prometheus calls a metric that comes by OTLP.</summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "_seconds",
        ["ms"] = "_milliseconds",
        ["By"] = "_bytes",
        ["1"] = "_ratio",
    };

    public static IEnumerable<string> Of(string name, string unit, bool isHistogram, bool isCounter)
    {
        // A ratio is one only where it is looked at, not where it is summed up.
        var suffix = unit == "1" && (isCounter || isHistogram) ? "" : Units.GetValueOrDefault(unit, "");
        var plain = name.Replace('.', '_').Replace('-', '_');
        plain += plain.EndsWith(suffix, StringComparison.Ordinal) ? "" : suffix;
        return isHistogram ? [$"{plain}_bucket", $"{plain}_sum", $"{plain}_count"] : [isCounter ? $"{plain}_total" : plain];
    }
}
