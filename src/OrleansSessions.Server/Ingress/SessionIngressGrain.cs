using Orleans.Concurrency;

namespace OrleansSessions.Server;

/// <summary>The ingress of this silo, for those who reach it by messages.</summary>
[GrainType("session-ingress")]
[StatelessWorker, Reentrant]
internal sealed class SessionIngressGrain(SessionIngresses ingresses) : Grain, ISessionIngressGrain
{
    private SessionIngress ingress = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ingress = ingresses.Get(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<AppendResult> AppendAsync(SessionBatch batch) => ingress.AppendAsync(batch);

    public ValueTask ReportAsync(SourceProgress progress)
    {
        ingress.Report(progress);
        return ValueTask.CompletedTask;
    }
}
