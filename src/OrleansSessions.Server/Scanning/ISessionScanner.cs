using Orleans.Services;

namespace OrleansSessions.Server;

/// <summary>The scanner of one silo, as the grains of a sessionizer see it.</summary>
[Alias("orleanssessions.ISessionScanner")]
internal interface ISessionScanner : IGrainService
{
    /// <summary>Learns a committed watermark, and answers when this silo has closed what it closes.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="watermarkTicks">The watermark.</param>
    /// <exception cref="SessionException">Not every session could be closed.</exception>
    [Alias("Advance")]
    Task AdvanceAsync(string sessionizer, long watermarkTicks);

    /// <summary>What this silo has heard of the sources of events.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    [Alias("GetSources")]
    Task<SourceReports> GetSourcesAsync(string sessionizer);

    /// <summary>Has this silo forget a source that is complete.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="source">The source.</param>
    /// <returns>The number of the last report that may tell of it as it was.</returns>
    [Alias("CompleteSource")]
    Task<long> CompleteSourceAsync(string sessionizer, string source);

    /// <summary>Has this silo refuse events, or take them again.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="version">The version of the stored record that says so.</param>
    /// <param name="isDrained">Whether to refuse them.</param>
    [Alias("SetDrained")]
    Task SetDrainedAsync(string sessionizer, long version, bool isDrained);

    /// <summary>Has this silo forget a key of which nothing is stored any more.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="key">The key, while its grain waits for this.</param>
    [Alias("Forget")]
    Task ForgetAsync(string sessionizer, string key);

    /// <summary>
    /// Has this silo learn of one that has become active, and give up the keys that it holds without activations; answers when that is
    /// done.
    /// </summary>
    /// <param name="version">The version of the membership in which that one is active.</param>
    [Alias("GiveUpKeys")]
    Task GiveUpKeysAsync(MembershipVersion version);

    /// <summary>What this silo knows to be open.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    [Alias("GetOverview")]
    Task<SiloOverview> GetOverviewAsync(string sessionizer);

    /// <summary>The watermark that this silo uses, as <see cref="Watermark.Ticks"/>.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    [Alias("GetWatermark")]
    Task<long> GetWatermarkAsync(string sessionizer);

    /// <summary>The first open keys of this silo after a key, in ordinal order.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="after">The key; null for the first.</param>
    /// <param name="limit">The most keys.</param>
    [Alias("GetOpenKeys")]
    Task<OpenKey[]> GetOpenKeysAsync(string sessionizer, string? after, int limit);
}
