namespace OrleansSessions.Server;

/// <summary>A span of a key's tail as it is stored.</summary>
[GenerateSerializer, Alias("orleanssessions.closedspanstate")]
internal struct ClosedSpanState
{
    [Id(0)]
    public DateTimeOffset Start;

    [Id(1)]
    public DateTimeOffset End;

    [Id(2)]
    public int Ordinal;

    public static ClosedSpanState From(ClosedSpan span) => new() { Start = span.Start, End = span.End, Ordinal = span.Ordinal };

    public readonly ClosedSpan ToSpan() => new(Start, End, Ordinal);
}
