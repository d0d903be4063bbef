namespace OrleansSessions.Server;

/// <summary>The ingress for a client in the silo's own process.</summary>
internal sealed class LocalIngress(SessionIngress ingress, TimeSpan responseTimeout, TimeProvider clock) : ISessionIngress
{
    public bool WorksOnCallingThread => true;

    public Task<AppendResult> AppendAsync(SessionBatch batch)
    {
        var answer = ingress.AppendAsync(batch);
        // Whoever waits learns as soon as from a call that a store does not answer.
        return answer.IsCompleted ? answer : answer.WaitAsync(responseTimeout, clock);
    }

    public ValueTask ReportAsync(SourceProgress progress)
    {
        ingress.Report(progress);
        return ValueTask.CompletedTask;
    }
}
