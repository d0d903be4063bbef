using Orleans.Serialization;

namespace OrleansSessions.Server;

/// <summary>How a sessionizer's state and log are written: by Orleans' serializer, which tolerates added and removed fields.</summary>
internal sealed class SessionSerializers<TEvent, TAccumulator, TResult>(
    Serializer<KeyState<TAccumulator>> state,
    Serializer<TAccumulator> accumulator,
    DeepCopier<TAccumulator> copier,
    Serializer<ClosedSession<TResult>> closed,
    Serializer<LateEvent<TEvent>> late)
{
    public DeepCopier<TAccumulator> Copier => copier;

    public ReadOnlyMemory<byte> Write(KeyState<TAccumulator> value) => state.SerializeToArray(value);

    public long Measure(TAccumulator value) => accumulator.SerializeToArray(value).Length;

    public ReadOnlyMemory<byte> Write(ClosedSession<TResult> value) => closed.SerializeToArray(value);

    public ReadOnlyMemory<byte> Write(LateEvent<TEvent> value) => late.SerializeToArray(value);

    public KeyState<TAccumulator> ReadState(ReadOnlyMemory<byte> bytes) => state.Deserialize(bytes)!;

    public ClosedSession<TResult> ReadClosed(ReadOnlyMemory<byte> bytes) => closed.Deserialize(bytes)!;

    public LateEvent<TEvent> ReadLate(ReadOnlyMemory<byte> bytes) => late.Deserialize(bytes)!;
}
