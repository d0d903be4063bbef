namespace OrleansSessions.Server.Tests;

/// <summary>Counts calls that come to grains: those by which events come, when not told otherwise.</summary>
internal sealed class GrainCalls(Type grain, string method = nameof(ISessionGrain.AppendAsync)) : IIncomingGrainCallFilter
{
    private readonly Lock gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    public int Count { get; private set; }

    /// <summary>Completes when there have been so many.</summary>
    public Task WaitForAsync(int count)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, reached));
            Tell();
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == grain && context.MethodName == method)
        {
            lock (gate)
            {
                Count++;
                Tell();
            }
        }

        return context.Invoke();
    }

    private void Tell()
    {
        foreach (var (_, reached) in waiting.Where(entry => entry.Count <= Count))
        {
            reached.TrySetResult();
        }
    }
}
