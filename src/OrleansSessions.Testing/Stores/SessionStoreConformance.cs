namespace OrleansSessions.Testing;

/// <summary>
/// The contract of <see cref="Server.ISessionStore"/> as checks, for whoever writes a store: run each that applies as a test of
/// its own, and assert the names of those that do not, so that none is left out unseen.
/// </summary>
public static class SessionStoreConformance
{
    /// <summary>All checks, each name once.</summary>
    public static IReadOnlyList<StoreCheck> All { get; } =
    [
        .. Twice(KeyChecks.All),
        .. Twice(GroupChecks.All),
        .. Twice(LogChecks.All),
        .. Twice(DueChecks.All),
        .. Twice(RecordChecks.All),
        .. Twice(DeletionChecks.All),
        .. Twice(RetentionChecks.All),
        .. Twice(SizeChecks.All),
        .. Twice(TextChecks.All),
        .. Twice(FaultChecks.All),
        .. Twice(ModelChecks.All),
        .. WaitChecks.All,
        .. ConcurrencyChecks.All,
        .. SharingChecks.All,
    ];

    /// <summary>The names of the checks that apply to a store.</summary>
    /// <param name="capabilities">What the store can do.</param>
    public static IEnumerable<string> NamesFor(StoreCapabilities capabilities) =>
        All.Where(check => check.AppliesTo(capabilities)).Select(check => check.Name);

    /// <summary>The check of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static StoreCheck Get(string name) =>
        All.FirstOrDefault(check => check.Name == name) ?? throw new ArgumentException($"There is no check '{name}'.", nameof(name));

    // Once as it is, and once with a crash at every place where the check settles.
    private static IEnumerable<StoreCheck> Twice(IReadOnlyList<StoreCheck> checks) =>
        checks.Concat(checks.Select(check => check.Reopening()));
}
