using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Peers;

/// <summary>What is measured beside the peers.</summary>
internal sealed record PeersOptions
{
    public required int Events { get; init; }

    public required int Keys { get; init; }

    public required int Batch { get; init; }

    public required int InFlight { get; init; }

    public required StoreKind Store { get; init; }

    public required int Runs { get; init; }

    /// <summary>Whether as many events again are timed, after the first have made their keys.</summary>
    public required bool IsWarm { get; init; }

    public required TimeSpan DeclareEvery { get; init; }
}
