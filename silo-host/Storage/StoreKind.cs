namespace OrleansSessions.Host.Storage;

/// <summary>Where a silo keeps its sessions.</summary>
internal enum StoreKind
{
    /// <summary>In a file of this machine.</summary>
    Sqlite,

    /// <summary>In this process, until it ends.</summary>
    Memory,

    /// <summary>On a server that silos share.</summary>
    Postgres,
}
