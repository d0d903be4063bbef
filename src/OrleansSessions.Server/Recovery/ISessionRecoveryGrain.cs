namespace OrleansSessions.Server;

/// <summary>
/// Finds sessions that are due but that no scanner knows of, as those of a silo that has gone. One grain a sessionizer.
/// </summary>
[Alias("orleanssessions.ISessionRecoveryGrain")]
internal interface ISessionRecoveryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Closes the sessions that are due by the store, and answers when no such key is left that could be closed. It does not ask the store
    /// where <see cref="OrphanHorizon"/> says that it need not.
    /// </summary>
    /// <param name="watermarkTicks">What is due at this watermark, as <see cref="Watermark.Ticks"/>.</param>
    /// <param name="version">The membership that the caller knows of: sessions of silos that have gone by then are looked for.</param>
    [Alias("Recover")]
    Task RecoverAsync(long watermarkTicks, MembershipVersion version);
}
