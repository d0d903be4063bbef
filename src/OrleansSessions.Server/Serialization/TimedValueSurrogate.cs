namespace OrleansSessions.Server;

/// <summary>The wire form of <see cref="TimedValue{TValue}"/>.</summary>
[GenerateSerializer, Alias("orleanssessions.timedvalue`1")]
internal struct TimedValueSurrogate<TValue>
{
    [Id(0)]
    public DateTimeOffset Time;

    [Id(1)]
    public TValue Value;
}
