using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>Where the silo of a load run keeps its sessions.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Place">The path of a file, or the connection string of a server; empty for memory.</param>
internal sealed record LoadStore(StoreKind Kind, string Place)
{
    public IEnumerable<string> HostArguments => Kind switch
    {
        StoreKind.Sqlite => ["--Sessions:Store=sqlite", $"--Sessions:Data={Path.GetDirectoryName(Place)}"],
        StoreKind.Postgres => ["--Sessions:Store=postgres", $"--Sessions:PostgreSql={Place}"],
        _ => ["--Sessions:Store=memory"],
    };
}
