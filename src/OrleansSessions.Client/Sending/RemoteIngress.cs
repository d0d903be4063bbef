namespace OrleansSessions;

/// <summary>The ingress of a silo that is reached by messages.</summary>
internal sealed class RemoteIngress(ISessionIngressGrain grain) : ISessionIngress
{
    public bool WorksOnCallingThread => false;

    public Task<AppendResult> AppendAsync(SessionBatch batch) => grain.AppendAsync(batch);

    public ValueTask ReportAsync(SourceProgress progress) => grain.ReportAsync(progress);
}
