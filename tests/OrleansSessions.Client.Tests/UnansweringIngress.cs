namespace OrleansSessions.Client.Tests;

/// <summary>Fails the first call in one way, unless that is null, and takes all that come after it.</summary>
internal sealed class UnansweringIngress(Exception? first) : ISessionIngress
{
    public List<ProducerStamp?> Stamps { get; } = [];

    public bool WorksOnCallingThread => false;

    public Task<AppendResult> AppendAsync(SessionBatch batch)
    {
        Stamps.Add(batch.Stamp);
        return Stamps.Count == 1 && first is not null ? Task.FromException<AppendResult>(first) : Task.FromResult(new AppendResult(batch.Count, []));
    }

    public ValueTask ReportAsync(SourceProgress progress) => ValueTask.CompletedTask;
}
