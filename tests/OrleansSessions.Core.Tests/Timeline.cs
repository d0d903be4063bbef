namespace OrleansSessions.Core.Tests;

/// <summary>Times near one fixed instant, counted in ticks from it, so that tables can be read.</summary>
internal static class Timeline
{
    public static readonly DateTimeOffset Origin = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static DateTimeOffset At(long ticks) => Origin.AddTicks(ticks);

    public static Watermark WatermarkAt(long ticks) => Watermark.At(At(ticks));

    public static SessionWindow Window(long start, long end) => Window(start, start, end);

    public static SessionWindow Window(long start, long lastEvent, long end) =>
        SessionWindow.FromBounds(At(start), At(lastEvent), At(end));
}
