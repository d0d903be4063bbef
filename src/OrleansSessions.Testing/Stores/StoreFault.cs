namespace OrleansSessions.Testing;

/// <summary>A failure of a store at one step of a commit, once. Thread-safe.</summary>
/// <param name="step">The step.</param>
public sealed class StoreFault(StoreStep step)
{
    private int reached;

    /// <summary>Where it fails.</summary>
    public StoreStep Step => step;

    /// <summary>Whether it has failed there.</summary>
    public bool HasFailed => Volatile.Read(ref reached) != 0;

    /// <summary>Throws when the store has come to <see cref="Step"/> for the first time.</summary>
    /// <param name="at">Where the store is.</param>
    /// <exception cref="StoreFaultException">The failure.</exception>
    public void Reach(StoreStep at)
    {
        if (at == step && Interlocked.Exchange(ref reached, 1) == 0)
        {
            throw new StoreFaultException($"The store was made to fail at {step}.");
        }
    }
}
