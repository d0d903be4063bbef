using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace OrleansSessions.Host.Tests.Telemetry;

/// <summary>The dashboard and the rules name only what the service sends, or has in its table of instruments.</summary>
public sealed class ObservabilityFilesTests(ExportedRun run) : IClassFixture<ExportedRun>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Telemetry");

    [Fact]
    public void Dashboard_Queries_NameMetricsThatThereAre()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));
        var queries = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .ToList();

        AssertKnown(queries);
        Assert.Equal(Instruments().Count, Instruments().Count(of => of.Intersect(queries.SelectMany(PrometheusQuery.MetricsOf)).Any()));
    }

    [Fact]
    public void Dashboard_PanelsAndVariables_AreWhole()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();

        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("title").GetString()!));
        var variables = dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(variable => variable.GetProperty("type").GetString() == "query")
            .Select(variable => variable.GetProperty("definition").GetString()!["label_values(".Length..].Split(',')[0]);
        AssertKnown([.. variables]);
    }

    [Fact]
    public void Alerts_Rules_AreWholeAndNameMetricsThatThereAre()
    {
        var rules = ReadRules();

        AssertKnown([.. rules.Select(rule => Text(rule, "expr"))]);
        Assert.Equal(rules.Count, rules.Select(rule => Text(rule, "alert")).Distinct().Count());
        Assert.All(rules, rule =>
        {
            Assert.Contains(Text((YamlMappingNode)rule["labels"], "severity"), (string[])["warning", "critical"]);
            Assert.NotEmpty(Text((YamlMappingNode)rule["annotations"], "summary"));
            Assert.NotEmpty(Text((YamlMappingNode)rule["annotations"], "description"));
        });
    }

    [Theory]
    [InlineData("sum by (le, a) (rate(x_total{b=\"c\",d=~\"e\"}[5m])) / y_sum", "x_total", "y_sum")]
    [InlineData("histogram_quantile(0.99, sum by (le) (rate(x_bucket[$__rate_interval]))) > 900", "x_bucket")]
    [InlineData("absent(x)", "x")]
    public void MetricsOf_Query_AreThoseNamed(string query, params string[] metrics) => Assert.Equal(metrics, PrometheusQuery.MetricsOf(query));

    private void AssertKnown(IReadOnlyList<string> queries)
    {
        Assert.NotEmpty(queries);
        var known = Instruments().SelectMany(names => names).ToHashSet();
        known.UnionWith(run.Receiver.Metrics.SelectMany(metric => PrometheusName.Of(metric.Name, metric.Unit, metric.IsHistogram, metric.IsCounter)));
        Assert.All(queries, query =>
        {
            var metrics = PrometheusQuery.MetricsOf(query);
            Assert.NotEmpty(metrics);
            Assert.All(metrics, metric => Assert.Contains(metric, known));
        });
    }

    // The rows of the table, which a test of the server compares with the instruments.
    private static List<string[]> Instruments() =>
    [
        .. File.ReadLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| `orleans_sessions.", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Replace("`", "", StringComparison.Ordinal).Split('|'))
            .Select(cells => PrometheusName.Of(cells[0].Trim(), cells[2].Trim(), cells[1].Trim() == "histogram", cells[1].Trim() == "counter").ToArray())
    ];

    private static List<YamlMappingNode> ReadRules()
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, "alerts.yml"));
        yaml.Load(text);
        var groups = (YamlSequenceNode)((YamlMappingNode)yaml.Documents.Single().RootNode)["groups"];
        return [.. groups.Cast<YamlMappingNode>().SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>()];
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
