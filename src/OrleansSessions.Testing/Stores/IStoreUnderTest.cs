using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>One store's data and its instances, while a check uses it. Disposing it removes the data.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The instance of the first silo, opened.</summary>
    ISessionStore Store { get; }

    /// <summary>
    /// Leaves the instance as a crash would, without any farewell to the data, and makes <see cref="Store"/> a new one over
    /// the same data. Only for <see cref="StoreCapabilities.Durable"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task ReopenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens the same data for another silo, as a process of its own would; the instance ends with this object. Only for
    /// <see cref="StoreCapabilities.Shared"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ISessionStore> OpenSecondSiloAsync(CancellationToken cancellationToken);

    /// <summary>Removes now what retention would remove in time. Only for <see cref="StoreCapabilities.Retention"/>.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task ApplyRetentionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes <see cref="Store"/> call <see cref="StoreFault.Reach"/> at every step of its commits from now on, and take what
    /// that throws as a failure there. Only for <see cref="StoreCapabilities.Faults"/>.
    /// </summary>
    /// <param name="fault">The fault.</param>
    void Arm(StoreFault fault);
}
