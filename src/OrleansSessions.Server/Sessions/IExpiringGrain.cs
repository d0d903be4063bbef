namespace OrleansSessions.Server;

/// <summary>The session grain as scanners, drains and recovery see it: free of event types, and no part of the public contract.</summary>
[Alias("orleanssessions.IExpiringGrain")]
internal interface IExpiringGrain : IGrainWithStringKey
{
    /// <summary>Closes what is due, if it still is, and answers when that is stored.</summary>
    /// <param name="watermarkTicks">The watermark by which the caller found the key due.</param>
    /// <returns>The silo that the grain is on; it has an entry there for as long as anything is left to close.</returns>
    [Alias("CloseDue")]
    ValueTask<SiloAddress> CloseDueAsync(long watermarkTicks);

    /// <summary>Closes all that is open, and answers when that is stored.</summary>
    /// <returns>Whether anything was open.</returns>
    [Alias("Drain")]
    ValueTask<bool> DrainAsync();
}
