using OrleansSessions.Server;
using OrleansSessions.Servers;
using OrleansSessions.Testing;

namespace OrleansSessions.Sqlite.Tests;

internal sealed class SqliteStoreUnderTest(StoreBounds bounds) : IStoreUnderTest
{
    private readonly TempFolder folder = new();
    private SqliteSessionStore? store;
    private int crashes;

    public ISessionStore Store => Opened;

    private SqliteSessionStore Opened => store ?? throw new InvalidOperationException("The store is not open.");

    private string FilePath => folder[$"{crashes}.db"];

    public async Task OpenAsync()
    {
        var options = new SqliteSessionStoreOptions { Path = FilePath, Partitions = bounds.Partitions };
        options.MaxLogEntries = bounds.MaxLogEntries ?? options.MaxLogEntries;
        store = await Stores.OpenAsync(options);
    }

    /// <summary>Goes on with a copy of the files as they were in the middle of life: what a crash leaves behind.</summary>
    public async Task ReopenAsync(CancellationToken cancellationToken)
    {
        var before = FilePath;
        crashes++;
        File.Copy(before, FilePath);
        File.Copy(before + "-wal", FilePath + "-wal");
        await Opened.DisposeAsync();
        await OpenAsync();
    }

    public Task<ISessionStore> OpenSecondSiloAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ApplyRetentionAsync(CancellationToken cancellationToken) => Opened.File.ApplyRetentionAsync();

    public void Arm(StoreFault fault) => Opened.File.Reached = step => fault.Reach(step switch
    {
        CommitStep.BeforeBegin => StoreStep.BeforeBegin,
        CommitStep.AfterState => StoreStep.AfterState,
        CommitStep.AfterLog => StoreStep.AfterLog,
        CommitStep.BeforeCommit => StoreStep.BeforeCommit,
        _ => StoreStep.AfterCommit,
    });

    public async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        folder.Dispose();
    }
}
