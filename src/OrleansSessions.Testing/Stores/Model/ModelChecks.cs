namespace OrleansSessions.Testing;

/// <summary>Random histories against the simplest store that could be.</summary>
internal static class ModelChecks
{
    private const int Seeds = 10;

    public static IReadOnlyList<StoreCheck> All { get; } =
        [.. Enumerable.Range(1, Seeds).Select(seed =>
            StoreCheck.Of(trial => new ModelRun(trial, seed).RunAsync()).Named($"AnyHistory_IsAsInTheModel_Seed{seed}"))];
}
