namespace OrleansSessions.Server.Tests;

/// <summary>Takes a key's sessions, has them alone, and gives them back.</summary>
internal sealed class Owner : ISessionHolder
{
    public bool IsTurn => false;

    private EndSignal end;

    private Owner()
    {
    }

    /// <summary>Changes a key, if nobody has it.</summary>
    /// <param name="sessions">Where the key is.</param>
    /// <param name="key">The key.</param>
    /// <param name="change">What it gives back; null for nothing, as after a commit that failed.</param>
    /// <param name="meanwhile">What is done while it has the key.</param>
    public static bool TryChange(SiloKeys sessions, string key, FixedSessions? change, Action? meanwhile = null)
    {
        var owner = new Owner();
        var entry = sessions.GetOrAdd(key);
        if (!entry.TryTake(owner, out _))
        {
            return false;
        }

        meanwhile?.Invoke();
        if (change is null)
        {
            sessions.Lose(entry, owner);
        }
        else
        {
            sessions.GiveBack(entry, change);
        }

        owner.end.End();
        return true;
    }

    public Task WaitAsync() => end.WaitAsync();
}
