using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>What is sent, and where to.</summary>
internal sealed record LoadOptions
{
    public required LoadTarget Target { get; init; }

    public required StoreKind Store { get; init; }

    public required int Keys { get; init; }

    public required int Batch { get; init; }

    public required int InFlight { get; init; }

    /// <summary>Events per second; 0 for as many as are taken.</summary>
    public required int Rate { get; init; }

    /// <summary>For how long is sent before anything counts.</summary>
    public required TimeSpan WarmUp { get; init; }

    public required TimeSpan Duration { get; init; }

    public required TimeSpan Gap { get; init; }
}
