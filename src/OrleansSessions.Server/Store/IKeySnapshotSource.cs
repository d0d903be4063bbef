namespace OrleansSessions.Server;

/// <summary>Gives a key's state to an <see cref="IInProcessStore"/> while a commit is being made, and not after.</summary>
internal interface IKeySnapshotSource
{
    /// <summary>
    /// What the store keeps the key as; for the store alone, so that it need not look for it. A source that gives one state only has
    /// no use for it.
    /// </summary>
    object? StoredAs
    {
        get => null;
        set
        {
        }
    }

    /// <summary>Writes the state.</summary>
    /// <param name="over">What the store has of the key, to be written over; null for nothing.</param>
    /// <returns>What the store is to keep.</returns>
    KeySnapshot Write(KeySnapshot? over);
}
