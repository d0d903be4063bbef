using OrleansSessions.Server;
using OrleansSessions.Testing;

namespace OrleansSessions.PostgreSql.Tests;

internal sealed class PostgreSqlStoreUnderTest(StoreBounds bounds) : IStoreUnderTest
{
    private readonly TestStores stores = new();
    private PostgreSqlSessionStore? store;

    public ISessionStore Store => store!;

    // The instance of before keeps its connections, as those of a silo that has crashed until the server notices.
    public async Task ReopenAsync(CancellationToken cancellationToken) => store = await OpenAsync();

    public async Task<ISessionStore> OpenSecondSiloAsync(CancellationToken cancellationToken) => await OpenAsync();

    public Task ApplyRetentionAsync(CancellationToken cancellationToken) => store!.Retention.RemoveAsync(cancellationToken);

    public void Arm(StoreFault fault) => store!.Writer.Seam = (step, _) =>
    {
        switch (step)
        {
            case CommitStep.BeforeStatement:
                fault.Reach(StoreStep.BeforeBegin);
                break;
            case CommitStep.BeforeCommit:
                // States and log are written by one statement, which LogFailureTests makes fail halfway.
                fault.Reach(StoreStep.AfterState);
                fault.Reach(StoreStep.AfterLog);
                fault.Reach(StoreStep.BeforeCommit);
                break;
            case CommitStep.AfterCommit:
                fault.Reach(StoreStep.AfterCommit);
                break;
        }

        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => stores.DisposeAsync();

    private Task<PostgreSqlSessionStore> OpenAsync() => stores.OpenAsync(options =>
    {
        options.Partitions = bounds.Partitions;
        options.MaxLogEntries = bounds.MaxLogEntries ?? options.MaxLogEntries;
    });
}
