namespace OrleansSessions.Server;

/// <summary>
/// Finds sessions that are due but that no scanner knows of, as those of a silo that has gone. One grain a sessionizer.
/// </summary>
[Alias("orleanssessions.ISessionRecoveryGrain")]
internal interface ISessionRecoveryGrain : IGrainWithStringKey
{
    /// <summary>Closes the sessions that are overdue by more than the scanners' own delay.</summary>
    /// <param name="watermarkTicks">The caller's watermark.</param>
    [Alias("Recover")]
    Task RecoverAsync(long watermarkTicks);
}
