namespace OrleansSessions.Host.Configuration;

/// <summary>A sessionizer as it is written in the settings.</summary>
internal sealed class SessionizerSettings
{
    public string? Gap { get; set; }

    public string? Boundary { get; set; }

    public string? Clock { get; set; }

    public string? AllowedLateness { get; set; }

    public string? LongestGap { get; set; }

    public string? ScanInterval { get; set; }

    /// <summary>Operation and field, as in <c>sum_bytes</c>.</summary>
    public List<string> Aggregates { get; set; } = [];
}
