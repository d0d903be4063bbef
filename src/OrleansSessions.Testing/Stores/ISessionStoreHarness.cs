namespace OrleansSessions.Testing;

/// <summary>Makes the stores that <see cref="SessionStoreConformance"/> checks.</summary>
public interface ISessionStoreHarness
{
    /// <summary>What the store can do; checks that need more do not apply to it.</summary>
    StoreCapabilities Capabilities { get; }

    /// <summary>Makes a store with nothing in it, opened for a silo.</summary>
    /// <param name="bounds">How it must be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IStoreUnderTest> CreateAsync(StoreBounds bounds, CancellationToken cancellationToken);
}
