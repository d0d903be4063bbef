namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>The sessionizers.</summary>
/// <param name="Sessionizers">Their names.</param>
public sealed record SessionizerNames(IReadOnlyList<string> Sessionizers);
