namespace OrleansSessions.Server;

/// <summary>The ingress for a client in the silo's own process.</summary>
internal sealed class LocalIngress(SessionIngress ingress, TimeSpan responseTimeout, TimeProvider clock) : ISessionIngress
{
    public bool WorksOnCallingThread => true;

    // Whoever waits learns as soon as from a call that a store does not answer.
    public Task<AppendResult> AppendAsync(SessionBatch batch) => ingress.AppendAsync(batch).WaitAsync(responseTimeout, clock);

    public ValueTask ReportAsync(SourceProgress progress)
    {
        ingress.Report(progress);
        return ValueTask.CompletedTask;
    }
}
