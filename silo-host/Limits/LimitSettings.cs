namespace OrleansSessions.Host.Limits;

/// <summary>The section <c>Sessions:Limits</c> as it is written; what is not set has the default of <see cref="HostLimits"/>.</summary>
internal sealed class LimitSettings
{
    public string? BodyBytes { get; set; }

    public string? DecompressedBytes { get; set; }

    public string? ArrayBytes { get; set; }

    public string? BodyTime { get; set; }

    public string? Lines { get; set; }

    public string? RejectedLines { get; set; }

    public string? LineBytes { get; set; }

    public string? KeyBytes { get; set; }

    public string? Fields { get; set; }

    public string? FieldNameBytes { get; set; }

    public string? FieldBytes { get; set; }

    public string? EventsInFlight { get; set; }

    public string? BytesInFlight { get; set; }

    public string? StreamReaders { get; set; }
}
