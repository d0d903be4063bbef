namespace OrleansSessions.Host.Configuration;

/// <summary>The section <c>Sessions</c> of the settings.</summary>
internal sealed class SessionsSettings
{
    public const string Section = "Sessions";

    /// <summary>The loopback port by which silos reach each other.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The loopback port by which Orleans clients reach this silo.</summary>
    public int GatewayPort { get; set; } = 30000;

    public Dictionary<string, SessionizerSettings> Sessionizers { get; set; } = new(StringComparer.Ordinal);
}
