using Microsoft.Extensions.Logging.Abstractions;
using OrleansSessions.PostgreSql;
using OrleansSessions.Server;
using OrleansSessions.Servers;
using OrleansSessions.Sqlite;

namespace OrleansSessions.Benchmarks.Silos;

/// <summary>Where stores of a kind are made, new and empty: nowhere, in a temporary folder, or on a server of its own.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    // As anyone sets them on a machine of a few gigabytes: by default the server would keep 128 MB of pages, and write all of them
    // out every gigabyte of log.
    private static readonly string[] ServerSettings = ["shared_buffers=1GB", "max_wal_size=8GB"];

    private readonly DirectoryInfo? folder;
    private readonly PostgreSqlServer? server;
    private int made;

    private StorePlace(StoreKind kind, DirectoryInfo? folder, PostgreSqlServer? server)
    {
        Kind = kind;
        this.folder = folder;
        this.server = server;
    }

    public StoreKind Kind { get; }

    /// <summary>The server of <see cref="StoreKind.Postgres"/>.</summary>
    public string ConnectionString => server!.ConnectionString;

    public static async Task<StorePlace> OpenAsync(StoreKind kind) => new(
        kind,
        kind == StoreKind.Sqlite ? Directory.CreateTempSubdirectory("sessions-benchmark-") : null,
        kind == StoreKind.Postgres ? await PostgreSqlServer.StartNewAsync(ServerSettings) : null);

    /// <summary>The path of a file that does not exist yet.</summary>
    public string NewFile() => Path.Combine(folder!.FullName, $"{++made}.db");

    /// <summary>A store that has not been opened; it is the caller's to dispose.</summary>
    public ISessionStore NewStore() => Kind switch
    {
        StoreKind.Sqlite => new SqliteSessionStore(
            new SqliteSessionStoreOptions { Path = NewFile() }, TimeProvider.System, NullLogger<SqliteSessionStore>.Instance),
        StoreKind.Postgres => new PostgreSqlSessionStore(
            new PostgreSqlSessionStoreOptions { ConnectionString = ConnectionString, Schema = $"run_{++made}" },
            TimeProvider.System,
            NullLoggerFactory.Instance),
        _ => new MemorySessionStore(new MemorySessionStoreOptions { MaxLogEntries = int.MaxValue }),
    };

    public async ValueTask DisposeAsync()
    {
        folder?.Delete(recursive: true);
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
