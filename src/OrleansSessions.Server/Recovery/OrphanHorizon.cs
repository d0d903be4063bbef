namespace OrleansSessions.Server;

/// <summary>
/// Whether the store may have open sessions that no scanner knows: orphans, which were there before the cluster started, or which a silo
/// that has gone left behind. They stay as they are stored until recovery finds them. So once the watermark has passed all that was
/// open when a silo came or went last, the store need not be asked at every watermark, but only now and then.
/// </summary>
/// <remarks>For the turns of one grain.</remarks>
internal sealed class OrphanHorizon(Sessionizer sessionizer, ISessionStore store, IClusterMembershipService membership)
{
    // For what was stored though its silo was told that it had failed, or did not know yet that it had gone; and for what was stored
    // with a longer lateness than today's. Until then such a session is open, whatever watermark has been answered.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    private MembershipVersion? knownFor;
    private Watermark lastClose;
    private DateTimeOffset? noneSince;

    /// <summary>Whether to ask the store. To be asked before each time that it is.</summary>
    /// <exception cref="Exception">The store failed; the answer is true from then on, until a silo comes or goes.</exception>
    public async ValueTask<bool> MayHaveOrphansAsync()
    {
        // Not only when a silo has died: one that stops is not asked to close any more, and its sessions are found here.
        // Race: a silo goes meanwhile. Then there is another version, and the next call begins anew.
        var version = membership.CurrentSnapshot.Version;
        if (version != knownFor)
        {
            (knownFor, lastClose, noneSince) = (version, Watermark.End, null);
            var end = await store.ReadGreatestOpenEndAsync(sessionizer.Name, CancellationToken.None);
            lastClose = end > 0 ? sessionizer.Rules.ClosesAt(new DateTimeOffset(end, TimeSpan.Zero)) : default;
        }

        return !(sessionizer.Now - noneSince < AskAgain);
    }

    /// <summary>All that the store found due has been closed.</summary>
    /// <param name="watermark">By which it was due.</param>
    public void OnClosed(Watermark watermark) => noneSince = watermark >= lastClose ? sessionizer.Now : null;
}
