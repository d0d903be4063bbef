namespace OrleansSessions.Server;

/// <summary>A key's sessions as they are stored.</summary>
[GenerateSerializer, Alias("orleanssessions.keystate`1")]
internal sealed class KeyState<TAccumulator>
{
    private const int NewestSchema = 1;

    [Id(0)]
    public int Schema { get; init; } = NewestSchema;

    [Id(1)]
    public long WatermarkTicks { get; init; }

    [Id(2)]
    public ClosedSpanState[] Tail { get; init; } = [];

    [Id(3)]
    public ProducerMarkState[] Marks { get; init; } = [];

    [Id(4)]
    public OpenSessionState<TAccumulator>[] Open { get; init; } = [];

    public static KeyState<TAccumulator> From<TEvent, TResult>(
        SessionWindowSet<TEvent, TAccumulator, TResult> set, ProducerMarks marks) => new()
        {
            WatermarkTicks = set.Watermark.Ticks,
            Tail = ToArray<ClosedSpan, ClosedSpanState>(set.Tail.ToArray(), ClosedSpanState.From),
            Marks = ToArray(marks.Marks, ProducerMarkState.From),
            Open = ToArray(set.OpenItems, OpenSessionState<TAccumulator>.From),
        };

    public SessionWindowSet<TEvent, TAccumulator, TResult> ToWindowSet<TEvent, TResult>(
        SessionRules rules, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator)
    {
        if (Schema > NewestSchema)
        {
            throw new NotSupportedException($"its schema {Schema} is newer than {NewestSchema}, the newest that this silo knows.");
        }

        return new(
            rules,
            aggregator,
            Open.Select(session => session.ToOpenSession()),
            new SessionTail(Tail.Select(span => span.ToSpan())),
            Watermark.FromTicks(WatermarkTicks));
    }

    // Written at every commit, so without an enumerator and its closures.
    private static TState[] ToArray<TItem, TState>(ReadOnlySpan<TItem> items, Func<TItem, TState> convert)
    {
        if (items.IsEmpty)
        {
            return [];
        }

        var states = new TState[items.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = convert(items[i]);
        }

        return states;
    }
}
