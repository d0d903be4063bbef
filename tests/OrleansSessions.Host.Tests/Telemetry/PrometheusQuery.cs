using System.Text.RegularExpressions;

namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>The metrics that a query of Prometheus names.</summary>
internal static partial class PrometheusQuery
{
    public static IReadOnlyList<string> MetricsOf(string query)
    {
        var bare = Texts().Replace(query, "");
        bare = Labels().Replace(bare, "");
        bare = Ranges().Replace(bare, "");
        bare = Grouping().Replace(bare, "");
        return [.. Names().Matches(bare).Select(match => match.Value).Distinct()];
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\b(by|without)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    // What is followed by a bracket is a function or an operator.
    [GeneratedRegex(@"\b[a-zA-Z_][a-zA-Z0-9_]*\b(?!\s*\()(?<!\b(sum|max|min|by))")]
    private static partial Regex Names();
}
