namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A page of keys with open sessions.</summary>
/// <param name="Keys">The keys, in ordinal order.</param>
/// <param name="Next">The key after which to go on; null at the end.</param>
public sealed record OpenKeyPage(IReadOnlyList<OpenKeyItem> Keys, string? Next);
