namespace OrleansSessions.Server;

/// <summary>Has sessions for a moment, in which it waits for nothing.</summary>
internal sealed class BriefHolder : ISessionHolder
{
    public static readonly BriefHolder Instance = new();

    private BriefHolder()
    {
    }

    public bool IsTurn => false;

    public async Task WaitAsync() => await Task.Yield();
}
