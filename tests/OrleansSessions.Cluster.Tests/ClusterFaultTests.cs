namespace OrleansSessions.Cluster.Tests;

public sealed class ClusterFaultTests
{
    [Fact]
    public async Task Run_FaultsUnderLoad_EveryAcknowledgedEventIsInOneClosedSession()
    {
        var settings = FaultRunSettings.Read();
        await using var cluster = await TestedCluster.StartAsync();
        var run = new FaultRun(cluster, settings, TestContext.Current.SendDiagnosticMessage);

        var result = await run.RunAsync();

        TestContext.Current.SendDiagnosticMessage(result.Summary);
        TestContext.Current.TestOutputHelper!.WriteLine($"{settings}: {result.Summary}");
        Assert.Empty(result.Closed.Violations);
        Assert.Empty(result.SubscriberViolations);
        Assert.True(result.MissingAtSubscriber.Count == 0, $"The subscriber did not get {string.Join(Environment.NewLine, result.MissingAtSubscriber.Take(100))}");
        Assert.True(result.Sent.Acknowledged >= settings.MinEvents, result.Summary);
    }
}
