using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers.Streams.Common;
using Orleans.Serialization;
using Orleans.Streams;

namespace OrleansSessions;

/// <summary>Consecutive entries of one stream, as the log has them. They are read where they are consumed.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.logbatch")]
[SerializationCallbacks(typeof(OnDeserializedCallbacks))]
internal sealed class LogBatch : IBatchContainer, IOnDeserialized
{
    [NonSerialized]
    private readonly string[]? causes;

    [NonSerialized]
    private Serializer serializer;

    /// <param name="streamId">The stream.</param>
    /// <param name="positions">The entries' positions in their partition.</param>
    /// <param name="payloads">The entries.</param>
    /// <param name="serializer">Reads them.</param>
    /// <param name="causes">The activities that put them on the log, for a delivery from this silo; null when they are not known.</param>
    public LogBatch(
        StreamId streamId, long[] positions, ReadOnlyMemory<byte>[] payloads, Serializer serializer, string[]? causes = null)
    {
        this.causes = causes;
        StreamId = streamId;
        Positions = positions;
        Payloads = payloads;
        this.serializer = serializer;
    }

    [Id(0)]
    public StreamId StreamId { get; }

    [Id(1)]
    public long[] Positions { get; }

    [Id(2)]
    public ReadOnlyMemory<byte>[] Payloads { get; }

    public long First => Positions[0];

    public long Last => Positions[^1];

    public int Count => Positions.Length;

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Last);

    /// <summary>The entries up to a position within the batch, and those after it.</summary>
    public (LogBatch Before, LogBatch After) SplitAfter(long position)
    {
        var count = Array.FindIndex(Positions, entry => entry > position);
        return (Slice(..count), Slice(count..));
    }

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        for (var i = 0; i < Payloads.Length; i++)
        {
            yield return Tuple.Create<T, StreamSequenceToken>(
                serializer.Deserialize<T>(Payloads[i])!, new EventSequenceTokenV2(Positions[i]));
        }
    }

    public bool ImportRequestContext()
    {
        if (causes is null)
        {
            return false;
        }

        SessionTracing.SetLinks(causes);
        return true;
    }

    public void OnDeserialized(DeserializationContext context) => serializer = context.ServiceProvider.GetRequiredService<Serializer>();

    private LogBatch Slice(Range range) => new(StreamId, Positions[range], Payloads[range], serializer);
}
