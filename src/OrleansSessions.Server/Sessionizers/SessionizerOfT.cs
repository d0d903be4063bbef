namespace OrleansSessions.Server;

internal sealed class Sessionizer<TEvent, TAccumulator, TResult>(
    string name,
    SessionizerOptions options,
    TimeProvider clock,
    ISessionAggregator<TEvent, TAccumulator, TResult> aggregator,
    SessionSerializers<TEvent, TAccumulator, TResult> serializers)
    : Sessionizer(name, options, clock)
{
    public override Type EventType => typeof(TEvent);

    public override Type ResultType => typeof(TResult);

    public ISessionAggregator<TEvent, TAccumulator, TResult> Aggregator => aggregator;

    public SessionSerializers<TEvent, TAccumulator, TResult> Serializers => serializers;

    public override KeySessions CreateKey(string key) =>
        new KeySessions<TEvent, TAccumulator, TResult>(this, key, new(Rules, aggregator));

    public override KeySessions ReadKey(string key, ReadOnlyMemory<byte> state)
    {
        try
        {
            return new KeySessions<TEvent, TAccumulator, TResult>(
                this, key, serializers.ReadState(state).ToWindowSet(Rules, aggregator));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new SessionException(
                $"Sessionizer '{Name}': the stored state of key '{key}' can not be read: {exception.Message}", exception);
        }
    }

    public override ClosedSession ReadClosed(ReadOnlyMemory<byte> payload) => serializers.ReadClosed(payload);

    public override LateEvent ReadLate(ReadOnlyMemory<byte> payload) => serializers.ReadLate(payload);
}
