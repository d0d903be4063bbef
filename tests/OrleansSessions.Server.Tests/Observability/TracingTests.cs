using System.Diagnostics;
using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class TracingTests : IAsyncLifetime
{
    private static readonly SessionName<int, long> Name = new("traced");

    private readonly ByteStore store = new();
    private readonly SessionTestClock clock = new();
    private readonly string key = Keys.New();
    private InProcessTestCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureClient(client => client.AddActivityPropagation());
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddActivityPropagation();
            // Without reminders, which may close what is due before the scan does.
            clock.Attach(silo);
            silo.AddSessions(sessions => sessions.UseStore(store).AddSessionizer(Name, SessionAggregators.Count<int>()));
        });
        cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Append_CallerHasAnActivity_AppendAndCommitAreWithinIt()
    {
        using var recorder = new ActivityRecorder();
        var calledTrace = await AppendAsync(key);
        var localTrace = await AppendAsync(key);

        var called = await recorder.WaitAsync("append", activity => activity.TraceId == calledTrace);
        Assert.Equal("traced", called.GetTagItem("sessionizer"));
        Assert.Equal((1, 1), (called.GetTagItem("events"), called.GetTagItem("events.accepted")));
        Assert.Equal(ActivityStatusCode.Unset, called.Status);
        Assert.Equal(1, (await recorder.WaitAsync("commit", activity => activity.TraceId == calledTrace)).GetTagItem("keys"));

        // Without a message in between, there is nothing in between.
        var local = await recorder.WaitAsync("append", activity => activity.TraceId == localTrace);
        var commit = await recorder.WaitAsync("commit", activity => activity.TraceId == localTrace);
        Assert.Equal(local.SpanId, commit.ParentSpanId);
    }

    [Fact]
    public async Task Append_BatchOfAnotherType_TheActivityIsAnError()
    {
        using var recorder = new ActivityRecorder();
        using var caller = ActivityRecorder.StartCaller();

        await Assert.ThrowsAsync<SessionException>(
            () => cluster.Client.GetGrain<ISessionIngressGrain>(Name.Value).AppendAsync(new SessionBatch<string>([new(key, "text")])));

        var append = await recorder.WaitAsync("append", activity => activity.TraceId == caller.TraceId);
        Assert.Equal(ActivityStatusCode.Error, append.Status);
    }

    [Fact]
    public async Task Deliver_SessionClosedOnThisSilo_LinksToTheCommitWithinTheScan()
    {
        using var recorder = new ActivityRecorder();
        await AppendAsync(key);

        await clock.AdvanceAsync(TimeSpan.FromHours(1));

        var scan = await recorder.WaitAsync("scan", activity => Equals(activity.GetTagItem("sessionizer"), Name.Value));
        Assert.Equal(1, scan.GetTagItem("keys"));
        var commit = await recorder.WaitAsync("commit", activity => activity.TraceId == scan.TraceId);
        var deliver = await recorder.WaitAsync("deliver", activity => Equals(activity.GetTagItem("sessionizer"), Name.Value));
        Assert.Equal(1, deliver.GetTagItem("sessions"));
        var link = Assert.Single(deliver.Links).Context;
        Assert.Equal((commit.TraceId, commit.SpanId), (link.TraceId, link.SpanId));
    }

    [Fact]
    public async Task Append_NobodyListens_NothingIsRemembered()
    {
        using (new ActivityRecorder())
        {
            Assert.True(SessionTracing.IsOn);
        }

        using var caller = new Activity("caller").Start();
        await AppendAsync(key);

        Assert.False(SessionTracing.IsOn);
        Assert.Null(SessionTracing.Current);
        Assert.Null(SessionTracing.Start("append", Name.Value));
        Assert.Null(new AwaitedCommit(null!).Cause);
    }

    private async Task<ActivityTraceId> AppendAsync(params string[] keys)
    {
        using var caller = SessionTracing.IsOn ? ActivityRecorder.StartCaller() : null;
        var batch = new SessionBatch<int>([.. keys.Select(item => new SessionEvent<int>(item, 1))]);
        var result = await cluster.Client.GetGrain<ISessionIngressGrain>(Name.Value).AppendAsync(batch);
        Assert.Equal(keys.Length, result.Accepted);
        return caller?.TraceId ?? default;
    }
}
