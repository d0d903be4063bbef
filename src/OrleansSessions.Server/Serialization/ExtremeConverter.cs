namespace OrleansSessions.Server;

[RegisterConverter]
internal sealed class ExtremeConverter<TValue> : IConverter<Extreme<TValue>, ExtremeSurrogate<TValue>>
{
    public Extreme<TValue> ConvertFromSurrogate(in ExtremeSurrogate<TValue> surrogate) => new(surrogate.HasValue, surrogate.Value);

    public ExtremeSurrogate<TValue> ConvertToSurrogate(in Extreme<TValue> value) =>
        new() { HasValue = value.HasValue, Value = value.Value };
}
