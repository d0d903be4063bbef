namespace OrleansSessions.Server;

/// <summary>A sessionizer as it was added to the silo, before its options are known.</summary>
internal abstract class SessionizerDefinition(string name)
{
    public string Name => name;

    /// <summary>Whether events' gaps are chosen by a selector.</summary>
    public abstract bool HasGapSelector { get; }

    public abstract Sessionizer Create(IServiceProvider services, SessionizerOptions options, TimeProvider clock);
}
