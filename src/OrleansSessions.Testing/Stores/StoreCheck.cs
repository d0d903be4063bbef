namespace OrleansSessions.Testing;

/// <summary>One thing that the contract of <see cref="Server.ISessionStore"/> demands.</summary>
public sealed class StoreCheck
{
    private readonly StoreBounds bounds;
    private readonly Func<StoreTrial, Task> run;
    private readonly bool isReopening;

    private StoreCheck(string name, StoreCapabilities needs, StoreBounds bounds, Func<StoreTrial, Task> run, bool isReopening)
    {
        Name = name;
        Needs = needs;
        this.bounds = bounds;
        this.run = run;
        this.isReopening = isReopening;
    }

    /// <summary>What is demanded: <c>Member_Condition_Result</c>. Unique, and stable enough to list exceptions by.</summary>
    public string Name { get; }

    /// <summary>What the store must be able to do for the check to apply.</summary>
    public StoreCapabilities Needs { get; }

    internal static StoreBounds DefaultBounds { get; } = new(4, null);

    /// <summary>Whether the check applies to a store.</summary>
    /// <param name="capabilities">What the store can do.</param>
    public bool AppliesTo(StoreCapabilities capabilities) => (capabilities & Needs) == Needs;

    /// <summary>Checks a store that the harness makes for this.</summary>
    /// <param name="harness">The harness.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreConformanceException">The store does not do what is demanded.</exception>
    /// <exception cref="InvalidOperationException">The check does not apply to the store.</exception>
    public async Task RunAsync(ISessionStoreHarness harness, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(harness);
        if (!AppliesTo(harness.Capabilities))
        {
            throw new InvalidOperationException($"{Name} needs {Needs}, but the store's capabilities are {harness.Capabilities}.");
        }

        await using var subject = await harness.CreateAsync(bounds, cancellationToken);
        Expect.Equal(bounds.Partitions, subject.Store.Partitions, "the number of partitions");
        await run(new StoreTrial(subject, isReopening, cancellationToken));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A check of any store.</summary>
    internal static StoreCheck Of(
        Func<StoreTrial, Task> run, StoreCapabilities needs = StoreCapabilities.None, StoreBounds? bounds = null) =>
        new(run.Method.Name, needs, bounds ?? DefaultBounds, run, isReopening: false);

    /// <summary>The same check by another name, for those that are not methods of their own.</summary>
    internal StoreCheck Named(string name) => new(name, Needs, bounds, run, isReopening);

    /// <summary>The same check with a crash wherever it settles.</summary>
    internal StoreCheck Reopening() => new(Name + "_Reopened", Needs | StoreCapabilities.Durable, bounds, run, isReopening: true);
}
