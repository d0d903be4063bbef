namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>Sessions that have closed, of a range of durations from the first event to the last.</summary>
/// <param name="UpToSeconds">The longest of the range, which begins after the one before; null for all that are longer.</param>
/// <param name="Sessions">How many.</param>
public sealed record DurationItem(double? UpToSeconds, long Sessions);
