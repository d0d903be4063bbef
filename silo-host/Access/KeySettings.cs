namespace OrleansSessions.Host.Access;

/// <summary>A key as it is written in the settings: never the key itself.</summary>
internal sealed class KeySettings
{
    /// <summary>As <see cref="KeyHash"/> writes it.</summary>
    public string? Hash { get; set; }

    public List<string> Roles { get; set => field = value ?? []; } = [];

    /// <summary>Names, or <c>*</c> for all.</summary>
    public List<string> Sessionizers { get; set => field = value ?? []; } = [];

    /// <summary>Requests per second; any number when it is not set.</summary>
    public string? Rate { get; set; }
}
