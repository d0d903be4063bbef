namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A watermark.</summary>
/// <param name="Watermark">A time, "max" for the end of time, or null while it has never moved.</param>
public sealed record WatermarkItem(string? Watermark);
