namespace OrleansSessions.Server.Tests;

/// <summary>Counts the calls by which events come to grains.</summary>
internal sealed class AppendCalls(Type grain) : IIncomingGrainCallFilter
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
            return reached.Task;
        }
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == grain && context.MethodName == nameof(ISessionGrain.AppendAsync))
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
