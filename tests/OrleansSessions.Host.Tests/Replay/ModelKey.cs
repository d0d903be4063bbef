namespace OrleansSessions.Host.Tests.Replay;

/// <summary>What <see cref="ReplayModel"/> knows of a key.</summary>
internal sealed class ModelKey
{
    public List<ReplayedSession> Open { get; } = [];

    public List<ReplayedSession> Closed { get; } = [];

    public DateTimeOffset Floor { get; set; }
}
