using OrleansSessions.Host.Access;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Configuration;

/// <summary>The section <c>Sessions</c> of the settings, as it is written there; null stands for the default.</summary>
internal sealed class SessionsSettings
{
    public const string Section = "Sessions";

    /// <summary>The port by which silos reach each other.</summary>
    public string SiloPort { get; set => field = value ?? "11111"; } = "11111";

    /// <summary>The port by which Orleans clients reach this silo.</summary>
    public string GatewayPort { get; set => field = value ?? "30000"; } = "30000";

    /// <summary>
    /// The address or name of this machine that both ports listen on and that other silos and clients connect to. Loopback
    /// when it is not set.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>One of <c>sqlite</c>, <c>memory</c>, <c>postgres</c>; when it is not set, it follows from the other settings.</summary>
    public string? Store { get; set; }

    /// <summary>The folder of the SQLite store.</summary>
    public string Data { get; set => field = value ?? "data"; } = "data";

    /// <summary>The connection string of the PostgreSQL server that the silos share.</summary>
    public string? PostgreSql { get; set; }

    /// <summary>The Redis server by which silos find each other, as StackExchange.Redis writes it; one silo needs none.</summary>
    public string? Redis { get; set; }

    /// <summary>The name of the cluster: silos of different names on one Redis server do not know each other.</summary>
    public string Cluster { get; set => field = value ?? "sessions"; } = "sessions";

    /// <summary>How long a silo may leave a probe of another unanswered; three such, and it is declared dead.</summary>
    public string ProbeTimeout { get; set => field = value ?? "2s"; } = "2s";

    public LimitSettings Limits { get; set => field = value ?? new(); } = new();

    /// <summary><c>true</c> lets everybody who reaches the service do everything.</summary>
    public string? Open { get; set; }

    /// <summary>
    /// <c>true</c> adds the Orleans Dashboard. It counts the activations of the silo every second, whether somebody looks or not: with
    /// two million of them that takes almost half a core.
    /// </summary>
    public string? Dashboard { get; set; }

    /// <summary>By name.</summary>
    public Dictionary<string, KeySettings> Keys { get; set => field = value ?? []; } = new(StringComparer.Ordinal);

    /// <summary>The origins of pages that may use the service from a browser.</summary>
    public List<string> Cors { get; set => field = value ?? []; } = [];

    public Dictionary<string, SessionizerSettings> Sessionizers { get; set => field = value ?? []; } = new(StringComparer.Ordinal);
}
