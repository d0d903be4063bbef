using Orleans.Serialization;

namespace OrleansSessions.Server;

/// <summary>A key's sessions as a store in this process keeps them. Written over at every event, so without new objects.</summary>
internal sealed class KeySnapshot<TAccumulator> : KeySnapshot
{
    private FewItems<OpenSession<TAccumulator>> open;
    private FewItems<ProducerMark> marks;
    private SessionTail tail;
    private Watermark watermark;

    public ReadOnlySpan<ProducerMark> Marks => marks.Items;

    /// <summary>Writes the present state of a key over what there was.</summary>
    public void Write<TEvent, TResult>(
        SessionWindowSet<TEvent, TAccumulator, TResult> set, ReadOnlySpan<ProducerMark> marks, DeepCopier<TAccumulator> copier)
    {
        // First, for a copier may throw: then what is stored is as it was.
        var present = set.OpenItems;
        var first = present.IsEmpty ? default : copier.Copy(present[0].Accumulator);
        var others = present.Length > 1 ? CopyAll(present[1..], copier) : [];
        Write(present, set.Tail, set.Watermark, marks);
        for (var i = 0; i < present.Length; i++)
        {
            ref var session = ref open.Items[i];
            session = session with { Accumulator = i == 0 ? first! : others[i - 1] };
        }
    }

    // Accumulators are never changed here, but replaced by others: so the copy may have them, too. Whoever loads it has a copier of
    // his own, which this one's may not outlive: a store may outlive the silo.
    public override KeySnapshot Copy()
    {
        var copy = new KeySnapshot<TAccumulator>();
        copy.Write(open.Items, tail, watermark, marks.Items);
        return copy;
    }

    /// <summary>The key's sessions, with accumulators of their own.</summary>
    public SessionWindowSet<TEvent, TAccumulator, TResult> ToWindowSet<TEvent, TResult>(
        SessionRules rules, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator, DeepCopier<TAccumulator> copier) =>
        new(rules, aggregator, open.Items.ToArray().Select(session => session with { Accumulator = copier.Copy(session.Accumulator)! }), tail, watermark);

    private static TAccumulator[] CopyAll(ReadOnlySpan<OpenSession<TAccumulator>> sessions, DeepCopier<TAccumulator> copier)
    {
        var copies = new TAccumulator[sessions.Length];
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i] = copier.Copy(sessions[i].Accumulator)!;
        }

        return copies;
    }

    private void Write(
        ReadOnlySpan<OpenSession<TAccumulator>> open, SessionTail tail, Watermark watermark, ReadOnlySpan<ProducerMark> marks)
    {
        (this.tail, this.watermark) = (tail, watermark);
        this.open.Set(open);
        this.marks.Set(marks);
    }
}
