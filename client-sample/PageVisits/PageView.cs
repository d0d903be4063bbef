namespace OrleansSessions.ClientSample;

/// <summary>A page at a time. Two at one instant are in the order of their paths, for which came first must not matter.</summary>
[GenerateSerializer, Immutable, Alias("sample.pageview")]
public sealed record PageView([property: Id(0)] DateTimeOffset Time, [property: Id(1)] string Path)
{
    /// <summary>The earlier of two; null when there is neither.</summary>
    public static PageView? Earlier(PageView? left, PageView? right) =>
        left is null || right is null ? left ?? right : Compare(left, right) <= 0 ? left : right;

    /// <summary>The later of two; null when there is neither.</summary>
    public static PageView? Later(PageView? left, PageView? right) =>
        left is null || right is null ? left ?? right : Compare(left, right) >= 0 ? left : right;

    private static int Compare(PageView left, PageView right) =>
        left.Time != right.Time ? left.Time.CompareTo(right.Time) : string.CompareOrdinal(left.Path, right.Path);
}
