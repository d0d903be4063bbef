namespace OrleansSessions;

/// <summary>Drains a sessionizer and opens it again. One grain for the cluster; its key is the sessionizer.</summary>
[Alias("orleanssessions.ISessionDrainGrain")]
public interface ISessionDrainGrain : IGrainWithStringKey
{
    /// <summary>
    /// Refuses further events from now on, also after restarts, and closes all open sessions as they are. Answers when they
    /// are closed.
    /// </summary>
    /// <returns>The number of keys whose sessions were closed.</returns>
    /// <exception cref="SessionException">Not every session could be closed; try again.</exception>
    [Alias("Drain")]
    Task<long> DrainAsync();

    /// <summary>Takes events again.</summary>
    [Alias("Reopen")]
    Task ReopenAsync();
}
