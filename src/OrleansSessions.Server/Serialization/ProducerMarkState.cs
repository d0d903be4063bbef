namespace OrleansSessions.Server;

/// <summary>A producer's mark as it is stored.</summary>
[GenerateSerializer, Alias("orleanssessions.producermarkstate")]
internal struct ProducerMarkState
{
    [Id(0)]
    public ulong High;

    [Id(1)]
    public ulong Low;

    [Id(2)]
    public long Sequence;

    [Id(3)]
    public DateTimeOffset Time;

    public static ProducerMarkState From(ProducerMark mark) => new()
    {
        High = mark.Stamp.Producer.High,
        Low = mark.Stamp.Producer.Low,
        Sequence = mark.Stamp.Sequence,
        Time = mark.Time,
    };

    public readonly ProducerMark ToMark() => new(new ProducerStamp(new ProducerId(High, Low), Sequence), Time);
}
