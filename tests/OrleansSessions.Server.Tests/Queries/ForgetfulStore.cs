namespace OrleansSessions.Server.Tests;

/// <summary>A store that has lost how far its consumers had come: they begin again.</summary>
internal sealed class ForgetfulStore(ISessionStore inner) : DelegatingStore(inner)
{
    public override ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken) => new((long?)null);
}
