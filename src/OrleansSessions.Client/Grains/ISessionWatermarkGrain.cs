namespace OrleansSessions;

/// <summary>
/// The watermark of a sessionizer on event time: the least over its live sources. One grain for the cluster; its key is the
/// sessionizer.
/// </summary>
[Alias("orleanssessions.ISessionWatermarkGrain")]
public interface ISessionWatermarkGrain : IGrainWithStringKey
{
    /// <summary>
    /// Declares a source's watermark, and answers when the sessionizer's is stored and every session that it closes is closed.
    /// From then on the source's own declarations count, not its events.
    /// </summary>
    /// <param name="source">The source's name.</param>
    /// <param name="ticks"><see cref="Watermark.Ticks"/>; one that is not later than the source's present one changes nothing.</param>
    /// <returns>The sessionizer's present watermark's <see cref="Watermark.Ticks"/>.</returns>
    /// <exception cref="ArgumentException">The watermark lies further ahead of the clock than allowed, or the name is not valid.</exception>
    /// <exception cref="SessionException">Not every session could be closed; try again. Or the sessionizer is on the arrival clock.</exception>
    [Alias("Advance")]
    Task<long> AdvanceAsync(string source, long ticks);

    /// <summary>Says that a source sends nothing more: it holds nobody back any longer. Its next event makes it a source again.</summary>
    /// <param name="source">The source's name.</param>
    /// <returns>The sessionizer's present watermark's <see cref="Watermark.Ticks"/>.</returns>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="SessionException">Not every session could be closed; try again. Or the sessionizer is on the arrival clock.</exception>
    [Alias("Complete")]
    Task<long> CompleteAsync(string source);
}
