namespace OrleansSessions.Server;

/// <summary>A key as the store has it.</summary>
/// <param name="Version">Its version; 0 when the store does not have it.</param>
/// <param name="State">Its state; empty when the store does not have it.</param>
/// <param name="IsSetAside">
/// Whether it has no <see cref="SessionCommit.DeadlineTicks"/>: it is never due, until a silo that can read it stores it again.
/// </param>
public readonly record struct StoredKey(long Version, ReadOnlyMemory<byte> State, bool IsSetAside = false)
{
    /// <summary>The state instead of <see cref="State"/>, from an <see cref="IInProcessStore"/>; the caller's own.</summary>
    internal KeySnapshot? Snapshot { get; init; }
}
