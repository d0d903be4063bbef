using OrleansSessions.Server;

namespace OrleansSessions.Testing.Tests;

internal sealed class MemoryStoreHarness : ISessionStoreHarness
{
    public StoreCapabilities Capabilities => StoreCapabilities.Retention;

    public async Task<IStoreUnderTest> CreateAsync(StoreBounds bounds, CancellationToken cancellationToken)
    {
        var options = new MemorySessionStoreOptions { Partitions = bounds.Partitions };
        options.MaxLogEntries = bounds.MaxLogEntries ?? options.MaxLogEntries;
        var store = new MemorySessionStore(options);
        await store.OpenAsync(new StoreOpening("silo", []), cancellationToken);
        return new MemoryStoreUnderTest(store);
    }
}
