namespace OrleansSessions.Server;

internal sealed class Sessionizer<TEvent, TAccumulator, TResult>(
    string name,
    SessionizerOptions options,
    TimeProvider clock,
    ISessionAggregator<TEvent, TAccumulator, TResult> aggregator,
    EventSelectors<TEvent> selectors,
    SessionSerializers<TEvent, TAccumulator, TResult> serializers)
    : Sessionizer(name, options, clock)
{
    private EventReader<TEvent>? reader;

    public override Type EventType => typeof(TEvent);

    public ISessionAggregator<TEvent, TAccumulator, TResult> Aggregator => aggregator;

    public EventReader<TEvent> Reader => reader ??= new EventReader<TEvent>(this, selectors);

    public SessionSerializers<TEvent, TAccumulator, TResult> Serializers => serializers;

    public override ClosedSession ReadClosed(ReadOnlyMemory<byte> payload) => serializers.ReadClosed(payload);

    public override LateEvent ReadLate(ReadOnlyMemory<byte> payload) => serializers.ReadLate(payload);

    protected override KeySessions CreateKey(string key) =>
        new KeySessions<TEvent, TAccumulator, TResult>(this, key, new(Rules, aggregator), CreateMarks());

    protected override KeySessions ReadKey(string key, StoredKey stored)
    {
        try
        {
            var marks = CreateMarks();
            if (stored.Snapshot is KeySnapshot<TAccumulator> snapshot)
            {
                marks.Restore(snapshot.Marks);
                return new KeySessions<TEvent, TAccumulator, TResult>(this, key, snapshot.ToWindowSet(Rules, aggregator, serializers.Copier), marks);
            }

            var read = serializers.ReadState(stored.State);
            marks.Restore([.. read.Marks.Select(mark => mark.ToMark())]);
            return new KeySessions<TEvent, TAccumulator, TResult>(this, key, read.ToWindowSet(Rules, aggregator), marks);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new SessionKeySetAsideException(
                $"Sessionizer '{Name}': the stored state of key '{key}' can not be read, so the key is set aside: {exception.Message}", exception);
        }
    }

    private ProducerMarks CreateMarks() => new(Options.MaxProducers, Options.ProducerRetention);
}
