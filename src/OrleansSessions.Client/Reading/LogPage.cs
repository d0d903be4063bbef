namespace OrleansSessions;

/// <summary>A page of a sessionizer's log, in closing order per key.</summary>
/// <typeparam name="T">What is on the log.</typeparam>
/// <param name="Items">The entries; none when there is nothing after the cursor yet.</param>
/// <param name="Next">Where to go on.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.logpage`1")]
public sealed record LogPage<T>([property: Id(0)] IReadOnlyList<T> Items, [property: Id(1)] SessionCursor Next);
