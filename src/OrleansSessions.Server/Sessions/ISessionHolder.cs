namespace OrleansSessions.Server;

/// <summary>Who has a key's sessions for itself.</summary>
internal interface ISessionHolder
{
    /// <summary>Whether it is a turn of the key's grain, whose activation other silos know.</summary>
    bool IsTurn { get; }

    /// <summary>Completes when it has them no more. It never fails: what went wrong is the holder's own matter.</summary>
    Task WaitAsync();
}
