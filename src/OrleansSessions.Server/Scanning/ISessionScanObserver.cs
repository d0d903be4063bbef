namespace OrleansSessions.Server;

/// <summary>
/// Is told about the scans of this silo: for tests that step the clock, and for health checks. Register any number in the
/// silo's services. Called from the scanner's and the grains' turns: return at once.
/// </summary>
public interface ISessionScanObserver
{
    /// <summary>The silo will scan next at a time; it may be told again, of a sooner one, before that has come.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="time">When, by the grains' clock.</param>
    void OnScheduled(SiloAddress silo, string sessionizer, DateTimeOffset time);

    /// <summary>A scan has ended and everything that was due at its beginning is closed, or has failed and will be tried again.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="time">When the scan began, by the grains' clock.</param>
    void OnScanned(SiloAddress silo, string sessionizer, DateTimeOffset time);

    /// <summary>The silo has stopped scanning.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="sessionizer">The sessionizer.</param>
    void OnStopped(SiloAddress silo, string sessionizer);
}
