namespace OrleansSessions.Server;

/// <summary>A key's state as objects, which an <see cref="IInProcessStore"/> keeps and writes over. Not thread-safe.</summary>
internal abstract class KeySnapshot : IKeySnapshotSource
{
    /// <summary>The same as it is now, for whoever loads it.</summary>
    public abstract KeySnapshot Copy();

    KeySnapshot IKeySnapshotSource.Write(KeySnapshot? over) => this;
}
