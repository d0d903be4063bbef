namespace OrleansSessions.Server.Tests;

/// <summary>Counts the calls by which events come to session grains.</summary>
internal sealed class AppendCalls : IIncomingGrainCallFilter
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(ISessionGrain) && context.MethodName == nameof(ISessionGrain.AppendAsync))
        {
            Interlocked.Increment(ref count);
        }

        return context.Invoke();
    }
}
