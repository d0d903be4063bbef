using OrleansSessions.Server;

namespace OrleansSessions.Testing.Tests;

internal sealed class MemoryStoreUnderTest(MemorySessionStore store) : IStoreUnderTest
{
    public ISessionStore Store => store;

    public Task ReopenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ISessionStore> OpenSecondSiloAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    // The memory store removes as it appends.
    public Task ApplyRetentionAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Arm(StoreFault fault) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
