namespace OrleansSessions.Server;

/// <summary>The wire form of <see cref="Extreme{TValue}"/>.</summary>
[GenerateSerializer, Alias("orleanssessions.extreme`1")]
internal struct ExtremeSurrogate<TValue>
{
    [Id(0)]
    public bool HasValue;

    [Id(1)]
    public TValue? Value;
}
