using System.Globalization;

namespace OrleansSessions.Cluster.Tests;

/// <summary>How long and how hard a run is. Each can be set in the environment; the defaults make about two minutes.</summary>
/// <param name="Seed">Of the order of the faults and of whom they befall.</param>
/// <param name="Faults">How many.</param>
/// <param name="EventsPerSecond">The rate at which events are sent.</param>
/// <param name="MinEvents">How many events must have been acknowledged at least before the run ends.</param>
/// <param name="FreezeSeconds">For how long a silo is stopped at least.</param>
/// <param name="Only">The one kind of fault that there is; null for all.</param>
internal sealed record FaultRunSettings(int Seed, int Faults, int EventsPerSecond, long MinEvents, int FreezeSeconds, FaultKind? Only)
{
    public FaultKind[] Kinds => Only is { } only ? [only] : Enum.GetValues<FaultKind>();

    public static FaultRunSettings Read() => new(
        (int)Read("FAULTS_SEED", 1),
        (int)Read("FAULTS", Enum.GetValues<FaultKind>().Length),
        (int)Read("FAULTS_RATE", 5_000),
        Read("FAULTS_EVENTS", 200_000),
        (int)Read("FAULTS_FREEZE", 10),
        Environment.GetEnvironmentVariable("FAULTS_ONLY") is { Length: > 0 } only ? Enum.Parse<FaultKind>(only) : null);

    private static long Read(string name, long otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? long.Parse(value, CultureInfo.InvariantCulture)
        : otherwise;
}
