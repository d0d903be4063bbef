using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSessions.Benchmarks.Silos;
using OrleansSessions.Server;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>A store as a silo uses it: through the committer that gathers groups.</summary>
internal sealed class GroupedTarget : ICommitTarget
{
    private readonly ISessionStore store;
    private readonly GroupCommitter committer;
    private readonly ServiceProvider telemetry;

    private GroupedTarget(ISessionStore store)
    {
        this.store = store;
        var services = new ServiceCollection();
        services.AddSessionTelemetry();
        telemetry = services.BuildServiceProvider();
        committer = new GroupCommitter(store, telemetry.GetRequiredService<CommitTelemetry>(), NullLogger<GroupCommitter>.Instance);
        committer.Start();
    }

    public string Name => "group commit";

    public static async Task<GroupedTarget> OpenAsync(StorePlace place)
    {
        var store = place.NewStore();
        await store.OpenAsync(new StoreOpening("benchmark", []), CancellationToken.None);
        return new GroupedTarget(store);
    }

    public async Task<long[]> FillAsync(IReadOnlyList<SessionCommit> commits) => await Task.WhenAll(commits.Select(commit => CommitAsync(commit)));

    public Task<long> CommitAsync(SessionCommit commit) => committer.CommitAsync(commit).AsTask();

    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync();
        await telemetry.DisposeAsync();
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
