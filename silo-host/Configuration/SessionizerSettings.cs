namespace OrleansSessions.Host.Configuration;

/// <summary>A sessionizer as it is written in the settings.</summary>
internal sealed class SessionizerSettings
{
    /// <summary>The word for no <see cref="SourceIdleTimeout"/>.</summary>
    public const string Never = "never";

    /// <summary>The word for no <see cref="MaxAhead"/> and no <see cref="MaxStateBytes"/>.</summary>
    public const string Any = "any";

    public string? Gap { get; set; }

    public string? LongestGap { get; set; }

    public string? Boundary { get; set; }

    public string? Clock { get; set; }

    public string? AllowedLateness { get; set; }

    public string? OutOfOrderness { get; set; }

    /// <summary>A duration, or <c>never</c>.</summary>
    public string? SourceIdleTimeout { get; set; }

    /// <summary>A duration, or <c>any</c>.</summary>
    public string? MaxAhead { get; set; }

    public string? MaxDuration { get; set; }

    public string? MaxEvents { get; set; }

    /// <summary>A number of bytes, or <c>any</c>.</summary>
    public string? MaxStateBytes { get; set; }

    public string? ProducerRetention { get; set; }

    public string? MaxProducers { get; set; }

    public string? Expiry { get; set; }

    public string? ScanInterval { get; set; }

    public EndWhenSettings? EndWhen { get; set; }

    /// <summary>Operation and field, as in <c>sum_bytes</c>.</summary>
    public List<string> Aggregates { get; set => field = value ?? []; } = [];
}
