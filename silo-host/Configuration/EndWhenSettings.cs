namespace OrleansSessions.Host.Configuration;

/// <summary>Which events end their session, as it is written in the settings.</summary>
internal sealed class EndWhenSettings
{
    public string? Field { get; set; }

    public string? Value { get; set; }
}
