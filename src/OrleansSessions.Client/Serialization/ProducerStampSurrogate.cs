namespace OrleansSessions;

/// <summary>The wire form of <see cref="ProducerStamp"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.producerstamp")]
internal struct ProducerStampSurrogate
{
    [Id(0)]
    public ulong High;

    [Id(1)]
    public ulong Low;

    [Id(2)]
    public long Sequence;
}
