namespace OrleansSessions.Server;

/// <summary>A sessionizer as it was added to the silo, before its options are known.</summary>
internal abstract class SessionizerDefinition(string name)
{
    public string Name => name;

    public abstract Sessionizer Create(IServiceProvider services, SessionizerOptions options, TimeProvider clock);
}
