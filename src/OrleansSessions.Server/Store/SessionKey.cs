namespace OrleansSessions.Server;

/// <summary>A key of a sessionizer.</summary>
/// <param name="Sessionizer">The sessionizer's name.</param>
/// <param name="Key">The session key.</param>
public readonly record struct SessionKey(string Sessionizer, string Key)
{
    /// <summary>The partition of the log that this key's sessions go to: the same on every machine and in every release.</summary>
    /// <param name="partitions">The number of partitions; positive.</param>
    public int GetPartition(int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitions);
        // FNV-1a over the characters: fixed by definition, unlike string.GetHashCode.
        var hash = 2166136261u;
        foreach (var character in Key)
        {
            hash = (hash ^ character) * 16777619u;
        }

        // FNV's low bits are weak: mix the high ones in before the remainder.
        hash ^= hash >> 15;
        hash *= 0x85EBCA6Bu;
        hash ^= hash >> 13;
        return (int)(hash % (uint)partitions);
    }

    /// <inheritdoc/>
    public override string ToString() => SessionGrainKey.Create(Sessionizer, Key);
}
