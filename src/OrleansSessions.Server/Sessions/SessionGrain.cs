using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// Owns one key of one sessionizer. Every change is one turn: load if need be, change in memory, store, answer.
/// </summary>
/// <remarks>
/// Not reentrant, so an append and a closing of one key never interleave; which comes first does not matter to the sessions,
/// for both close what is due before anything else. After a commit that failed, what is in memory is not what is stored:
/// it is dropped, and the next turn loads again.
/// </remarks>
[GrainType("session")]
internal sealed partial class SessionGrain(
    SessionizerCatalog catalog,
    ISessionStore store,
    GroupCommitter committer,
    ILocalSiloDetails silo,
    ILogger<SessionGrain> logger)
    : Grain, ISessionGrain, IExpiringGrain
{
    private Sessionizer sessionizer = null!;
    private SessionKey key;
    private KeySessions? sessions;
    private long version;
    private ExpiryEntry<string>? expiry;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (var name, var sessionKey) = SessionGrainKey.Parse(this.GetPrimaryKeyString());
        sessionizer = catalog.Get(name);
        key = new SessionKey(name, sessionKey);
        return Task.CompletedTask;
    }

    public async ValueTask<AppendResult> AppendAsync(SessionBatch batch)
    {
        var loaded = await LoadAsync();
        var result = loaded.Append(batch);
        await CommitAsync(loaded);
        return result;
    }

    public async ValueTask<SiloAddress> CloseDueAsync(long watermarkTicks)
    {
        var loaded = await LoadAsync();
        loaded.Advance(sessionizer.Learn(Watermark.FromTicks(watermarkTicks)));
        await CommitAsync(loaded);
        return silo.SiloAddress;
    }

    public async ValueTask<IReadOnlyList<SessionSnapshot>> GetOpenAsync()
    {
        var loaded = await LoadAsync();
        loaded.Advance(sessionizer.Watermark);
        await CommitAsync(loaded);
        return loaded.GetOpen();
    }

    private async ValueTask<KeySessions> LoadAsync()
    {
        if (sessions is not null)
        {
            return sessions;
        }

        var stored = await store.LoadAsync(key, CancellationToken.None);
        version = stored.Version;
        return sessions = stored.Version == 0
            ? sessionizer.CreateKey(key.Key)
            : sessionizer.ReadKey(key.Key, stored.State);
    }

    private async ValueTask CommitAsync(KeySessions changed)
    {
        if (changed.TakeCommit(version, store.Partitions) is { } commit)
        {
            // Until the store has answered, memory is ahead of it: whatever goes wrong here, it must not be used again.
            sessions = null;
            var committed = await committer.CommitAsync(commit);
            if (committed == SessionCommit.Conflict)
            {
                LogConflict(logger, key, version);
                DeactivateOnIdle();
                throw new SessionConflictException($"'{key}' has moved to another activation; nothing was stored.");
            }

            version = committed;
            sessions = changed;
        }

        if (changed.Deadline is { } deadline)
        {
            expiry = sessionizer.Sessions.Track(key.Key, expiry, deadline);
        }
        else
        {
            sessionizer.Sessions.Forget(key.Key);
            DeactivateOnIdle();
        }
    }
}
