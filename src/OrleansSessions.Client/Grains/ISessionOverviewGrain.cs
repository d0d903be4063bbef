namespace OrleansSessions;

/// <summary>Asks the scanners of all silos what is open. Its key is the sessionizer.</summary>
[Alias("orleanssessions.ISessionOverviewGrain")]
public interface ISessionOverviewGrain : IGrainWithStringKey
{
    /// <summary>The sessionizer as it is now.</summary>
    [Alias("GetOverview")]
    Task<SessionizerOverview> GetOverviewAsync();

    /// <summary>A page of keys with open sessions, in ordinal order.</summary>
    /// <param name="after">The key after which to begin; null for the first.</param>
    /// <param name="limit">The most keys, 1 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not within its bounds.</exception>
    [Alias("GetOpenKeys")]
    Task<IReadOnlyList<OpenKey>> GetOpenKeysAsync(string? after, int limit);
}
