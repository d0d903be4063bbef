namespace OrleansSessions.Server;

/// <summary>A key's sessions while a turn of its grain has them: taken or loaded at its beginning, given back when they are stored.</summary>
/// <remarks>
/// Until they are stored, memory is ahead of the store: a turn that ends before gives nothing back, and the next one loads.
/// </remarks>
internal sealed class SessionTurn : ISessionHolder, IDisposable
{
    private readonly Sessionizer sessionizer;
    private readonly SiloKey key;
    private EndSignal end;

    private SessionTurn(Sessionizer sessionizer, SiloKey key) => (this.sessionizer, this.key) = (sessionizer, key);

    /// <summary>The sessions, if the activation has kept them; null when they have to be loaded.</summary>
    public KeySessions? Held { get; private set; }

    /// <summary>Begins once nobody else has them.</summary>
    public static async ValueTask<SessionTurn> BeginAsync(
        Sessionizer sessionizer, string key, SessionGrain grain, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var entry = sessionizer.Keys.GetOrAdd(key);
            var turn = new SessionTurn(sessionizer, entry);
            if (entry.TryTake(turn, out var held))
            {
                // What others have kept may be older than what is stored, if the key has been on another silo since.
                turn.Held = held?.Grain == grain ? held : null;
                return turn;
            }

            // Race: they are lent while this turn looks, or the key has just been forgotten; then there is a new entry, or none yet.
            if (entry.Holder is { } holder)
            {
                // Others may take them next.
                await holder.WaitAsync().WaitAsync(cancellationToken);
            }
        }
    }

    public bool IsTurn => true;

    public Task WaitAsync() => end.WaitAsync();

    /// <summary>Gives the sessions back, which are stored.</summary>
    /// <returns>False when nothing is left of the key.</returns>
    public bool GiveBack(KeySessions stored) => sessionizer.Keys.GiveBack(key, stored);

    /// <summary>Has this silo forget the key.</summary>
    public void Forget() => sessionizer.Keys.Forget(key);

    public void Dispose()
    {
        sessionizer.Keys.Lose(key, this);
        end.End();
    }
}
