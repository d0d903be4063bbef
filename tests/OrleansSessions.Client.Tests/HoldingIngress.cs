namespace OrleansSessions.Client.Tests;

/// <summary>Keeps every batch until the test answers it.</summary>
internal sealed class HoldingIngress : ISessionIngress
{
    private readonly List<(SessionBatch<int> Batch, TaskCompletionSource<AppendResult> Answer)> calls = [];

    public IReadOnlyList<SessionBatch<int>> Batches => [.. calls.Select(call => call.Batch)];

    public List<SourceProgress> Reports { get; } = [];

    /// <summary>Ends when reports are heard.</summary>
    public Task Hearing { get; set; } = Task.CompletedTask;

    public bool WorksOnCallingThread => false;

    public Task<AppendResult> AppendAsync(SessionBatch batch)
    {
        var answer = new TaskCompletionSource<AppendResult>();
        calls.Add(((SessionBatch<int>)batch, answer));
        return answer.Task;
    }

    public ValueTask ReportAsync(SourceProgress progress)
    {
        Reports.Add(progress);
        return new ValueTask(Hearing);
    }

    public void Answer(int call, params EventProblem[] problems) =>
        calls[call].Answer.SetResult(new AppendResult(calls[call].Batch.Count - problems.Length, problems));
}
