using OrleansSessions.Testing;

namespace OrleansSessions.Sqlite.Tests;

internal sealed class SqliteStoreHarness : ISessionStoreHarness
{
    public StoreCapabilities Capabilities => StoreCapabilities.Durable | StoreCapabilities.Retention | StoreCapabilities.Faults;

    public async Task<IStoreUnderTest> CreateAsync(StoreBounds bounds, CancellationToken cancellationToken)
    {
        var subject = new SqliteStoreUnderTest(bounds);
        await subject.OpenAsync();
        return subject;
    }
}
