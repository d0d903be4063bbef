namespace OrleansSessions.Server;

[RegisterConverter]
internal sealed class TimedValueConverter<TValue> : IConverter<TimedValue<TValue>, TimedValueSurrogate<TValue>>
{
    public TimedValue<TValue> ConvertFromSurrogate(in TimedValueSurrogate<TValue> surrogate) => new(surrogate.Time, surrogate.Value);

    public TimedValueSurrogate<TValue> ConvertToSurrogate(in TimedValue<TValue> value) =>
        new() { Time = value.Time, Value = value.Value };
}
