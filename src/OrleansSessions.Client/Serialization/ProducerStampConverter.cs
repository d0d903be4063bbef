namespace OrleansSessions;

[RegisterConverter]
internal sealed class ProducerStampConverter : IConverter<ProducerStamp, ProducerStampSurrogate>
{
    public ProducerStamp ConvertFromSurrogate(in ProducerStampSurrogate surrogate) =>
        new(new ProducerId(surrogate.High, surrogate.Low), surrogate.Sequence);

    public ProducerStampSurrogate ConvertToSurrogate(in ProducerStamp value) =>
        new() { High = value.Producer.High, Low = value.Producer.Low, Sequence = value.Sequence };
}
