using Microsoft.Extensions.Logging.Abstractions;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.PostgreSql.Tests;

/// <summary>Stores over one schema that no other test has. Disposing it removes the schema.</summary>
internal sealed class TestStores(PostgreSqlServer server) : IAsyncDisposable
{
    private readonly List<PostgreSqlSessionStore> stores = [];

    public TestStores()
        : this(SharedServer.Server)
    {
    }

    public string Schema { get; } = $"test_{Guid.NewGuid():N}";

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public PostgreSqlSessionStoreOptions CreateOptions() => new()
    {
        ConnectionString = server.ConnectionString,
        Schema = Schema,
        Partitions = 4,
        MaxPoolSize = 8,
    };

    public PostgreSqlSessionStore Create(Action<PostgreSqlSessionStoreOptions>? configure = null)
    {
        var options = CreateOptions();
        configure?.Invoke(options);
        var store = new PostgreSqlSessionStore(options, TimeProvider, NullLoggerFactory.Instance);
        stores.Add(store);
        return store;
    }

    public async Task<PostgreSqlSessionStore> OpenAsync(Action<PostgreSqlSessionStoreOptions>? configure = null)
    {
        var store = Create(configure);
        await store.OpenAsync(new StoreOpening($"silo {stores.Count}", []), TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>Runs SQL in which <c>{0}</c> stands for the schema.</summary>
    public Task<object?> ExecuteAsync(string text) => server.ExecuteAsync(text.Replace("{0}", Schema, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        await ExecuteAsync("drop schema if exists {0} cascade");
    }
}
