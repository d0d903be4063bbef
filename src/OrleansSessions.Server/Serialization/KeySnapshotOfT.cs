using System.Runtime.InteropServices;
using Orleans.Serialization;

namespace OrleansSessions.Server;

/// <summary>A key's sessions as a store in this process keeps them. Written over at every event, so without new objects.</summary>
internal sealed class KeySnapshot<TAccumulator> : KeySnapshot
{
    private readonly List<OpenSession<TAccumulator>> open = new(1);
    private readonly List<ProducerMark> marks = new(1);
    private SessionTail tail;
    private Watermark watermark;

    public IReadOnlyList<ProducerMark> Marks => marks;

    /// <summary>Writes the present state of a key over what there was.</summary>
    public void Write<TEvent, TResult>(
        SessionWindowSet<TEvent, TAccumulator, TResult> set, IReadOnlyList<ProducerMark> marks, DeepCopier<TAccumulator> copier)
    {
        Write(set.Open, set.Tail, set.Watermark, marks);
        foreach (ref var session in CollectionsMarshal.AsSpan(open))
        {
            session = session with { Accumulator = copier.Copy(session.Accumulator)! };
        }
    }

    // Accumulators are never changed here, but replaced by others: so the copy may have them, too. Whoever loads it has a copier of
    // his own, which this one's may not outlive: a store may outlive the silo.
    public override KeySnapshot Copy()
    {
        var copy = new KeySnapshot<TAccumulator>();
        copy.Write(open, tail, watermark, marks);
        return copy;
    }

    /// <summary>The key's sessions, with accumulators of their own.</summary>
    public SessionWindowSet<TEvent, TAccumulator, TResult> ToWindowSet<TEvent, TResult>(
        SessionRules rules, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator, DeepCopier<TAccumulator> copier) =>
        new(rules, aggregator, open.Select(session => session with { Accumulator = copier.Copy(session.Accumulator)! }), tail, watermark);

    private void Write(IReadOnlyList<OpenSession<TAccumulator>> open, SessionTail tail, Watermark watermark, IReadOnlyList<ProducerMark> marks)
    {
        (this.tail, this.watermark) = (tail, watermark);
        this.open.Clear();
        this.open.AddRange(open);
        this.marks.Clear();
        this.marks.AddRange(marks);
    }
}
