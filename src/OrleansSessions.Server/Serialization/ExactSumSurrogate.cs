namespace OrleansSessions.Server;

/// <summary>The wire form of <see cref="ExactSum"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.exactsum")]
internal struct ExactSumSurrogate
{
    [Id(0)]
    public Int128 Whole;

    [Id(1)]
    public Int128 Fraction;
}
