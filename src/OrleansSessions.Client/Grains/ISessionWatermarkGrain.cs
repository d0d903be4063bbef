namespace OrleansSessions;

/// <summary>The watermark of a sessionizer on event time; one grain for the cluster. Its key is the sessionizer.</summary>
[Alias("orleanssessions.ISessionWatermarkGrain")]
public interface ISessionWatermarkGrain : IGrainWithStringKey
{
    /// <summary>
    /// Advances the watermark, and answers when it is stored and every session that it closes is closed.
    /// </summary>
    /// <param name="ticks"><see cref="Watermark.Ticks"/>; one that is not later than the present watermark changes nothing.</param>
    /// <returns>The present watermark's <see cref="Watermark.Ticks"/>.</returns>
    /// <exception cref="SessionException">Not every session could be closed; try again.</exception>
    [Alias("Advance")]
    Task<long> AdvanceAsync(long ticks);

    /// <summary>The present watermark's <see cref="Watermark.Ticks"/>.</summary>
    [Alias("Get")]
    ValueTask<long> GetAsync();
}
