using Orleans.Services;

namespace OrleansSessions.Server;

/// <summary>The scanner of one silo, as the watermark grain sees it.</summary>
[Alias("orleanssessions.ISessionScanner")]
internal interface ISessionScanner : IGrainService
{
    /// <summary>Learns a committed watermark, and answers when this silo has closed what it closes.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="watermarkTicks">The watermark.</param>
    /// <exception cref="SessionException">Not every session could be closed.</exception>
    [Alias("Advance")]
    Task AdvanceAsync(string sessionizer, long watermarkTicks);
}
