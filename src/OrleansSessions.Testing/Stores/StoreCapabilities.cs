namespace OrleansSessions.Testing;

/// <summary>What a store, and the harness that makes it, can do beyond the contract that all stores keep.</summary>
[Flags]
public enum StoreCapabilities
{
    /// <summary>Nothing more: the store lives in one process and ends with it.</summary>
    None = 0,

    /// <summary>What was acknowledged is there after a crash: <see cref="IStoreUnderTest.ReopenAsync"/>.</summary>
    Durable = 1,

    /// <summary>Several silos share the store's data: <see cref="IStoreUnderTest.OpenSecondSiloAsync"/>.</summary>
    Shared = 2,

    /// <summary>The log can be bounded in entries: <see cref="IStoreUnderTest.ApplyRetentionAsync"/>.</summary>
    Retention = 4,

    /// <summary>The store can be made to fail inside a commit: <see cref="IStoreUnderTest.Arm"/>.</summary>
    Faults = 8,
}
