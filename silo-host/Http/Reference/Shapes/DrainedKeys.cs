namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>How many keys had sessions that a drain has closed.</summary>
/// <param name="ClosedKeys">The number.</param>
public sealed record DrainedKeys(long ClosedKeys);
