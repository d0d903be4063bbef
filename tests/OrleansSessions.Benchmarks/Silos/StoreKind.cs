namespace OrleansSessions.Benchmarks.Silos;

/// <summary>Which store a silo keeps its sessions in.</summary>
internal enum StoreKind
{
    Memory,
    Sqlite,
    Postgres,
}
