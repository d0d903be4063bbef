namespace OrleansSessions.Host.Tests.Telemetry;

public sealed class OtlpTests(ExportedRun run) : IClassFixture<ExportedRun>
{
    [Fact]
    public void Export_MetricsOfEveryKind_Come()
    {
        var scopes = run.Receiver.Metrics.Select(metric => metric.Scope).Distinct();

        Assert.Superset(
            new HashSet<string> { "OrleansSessions", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "System.Runtime" }, scopes.ToHashSet());
        Assert.Contains(run.Receiver.Metrics, metric => metric is { Name: "orleans_sessions.events.appended", Unit: "{event}", IsCounter: true });
    }

    [Fact]
    public void Export_Histograms_HaveTheBoundariesThatFitSeconds()
    {
        Assert.Equal(15, run.Receiver.Metrics.First(metric => metric.Name == "orleans_sessions.append.duration").Bounds);
        Assert.Equal(16, run.Receiver.Metrics.First(metric => metric.Name == "orleans_sessions.scan.duration").Bounds);
        Assert.Equal(11, run.Receiver.Metrics.First(metric => metric.Name == "orleans_sessions.commit.keys").Bounds);
    }

    [Fact]
    public void Export_Request_IsOneTraceThroughIngressAndCommit()
    {
        var trace = run.Receiver.FindAppendTrace();

        var request = Assert.Single(trace, span => span.Scope == "Microsoft.AspNetCore");
        Assert.Equal(("POST /sessionizers/{name}/events", ""), (request.Name, request.Parent));
        Assert.Contains(trace, span => span is { Scope: "OrleansSessions", Name: "commit" });
        Assert.All(trace.Where(span => span != request), span => Assert.Contains(trace, parent => parent.Id == span.Parent));
    }

    [Fact]
    public void Export_RequestsForHealth_AreNoTraces() =>
        Assert.DoesNotContain(run.Receiver.Spans, span => span.Name.Contains("health", StringComparison.Ordinal));

    [Fact]
    public void Export_Resource_NamesServiceSiloAndCluster() => Assert.All(run.Receiver.Resources, resource =>
    {
        Assert.Equal(("orleans-sessions", "default"), (resource["service.name"], resource["cluster"]));
        Assert.StartsWith("127.0.0.1:", resource["silo"], StringComparison.Ordinal);
        Assert.Equal(resource["silo"], resource["service.instance.id"]);
        Assert.Equal("tests", resource["deployment.environment.name"]);
    });
}
