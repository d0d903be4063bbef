using OrleansSessions.Testing;

namespace OrleansSessions.PostgreSql.Tests;

internal sealed class PostgreSqlStoreHarness : ISessionStoreHarness
{
    public StoreCapabilities Capabilities =>
        StoreCapabilities.Durable | StoreCapabilities.Shared | StoreCapabilities.Retention | StoreCapabilities.Faults;

    public async Task<IStoreUnderTest> CreateAsync(StoreBounds bounds, CancellationToken cancellationToken)
    {
        var subject = new PostgreSqlStoreUnderTest(bounds);
        await subject.ReopenAsync(cancellationToken);
        return subject;
    }
}
