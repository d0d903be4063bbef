namespace OrleansSessions.Server;

/// <summary>The wire form of <see cref="ExactAverage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.exactaverage")]
internal struct ExactAverageSurrogate
{
    [Id(0)]
    public ExactSum Sum;

    [Id(1)]
    public long Count;
}
