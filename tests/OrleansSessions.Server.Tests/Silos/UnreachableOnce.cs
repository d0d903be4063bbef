namespace OrleansSessions.Server.Tests;

/// <summary>Has the first call of a method fail as if the connection to its silo were broken.</summary>
internal sealed class UnreachableOnce(string method) : IIncomingGrainCallFilter
{
    private int calls;

    public bool HasRefused => Volatile.Read(ref calls) > 0;

    public Task Invoke(IIncomingGrainCallContext context) => context.MethodName == method && Interlocked.Increment(ref calls) == 1
        ? throw new SiloUnavailableException("The connection is broken.")
        : context.Invoke();
}
