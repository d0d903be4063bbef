using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansSessions;

/// <summary>
/// A grain per partition that takes the closed sessions of a sessionizer: at least once each, in closing order per key.
/// </summary>
/// <typeparam name="TResult">The result type of the closed sessions.</typeparam>
/// <remarks>
/// Derive from it and put <c>[ImplicitStreamSubscription("sessionizer")]</c> on the class. When
/// <see cref="OnClosedAsync"/> throws, the same sessions come again, without limit and with growing pauses: that partition
/// waits, others go on. Upsert on <see cref="ClosedSession.Id"/>, for after a crash sessions come again too. Every silo must
/// have the class: what closes while no silo of the cluster has it is not delivered to it, and silos that differ in it say so in
/// their logs.
/// </remarks>
public abstract class SessionSubscriberGrain<TResult>
    : Grain, IGrainWithIntegerKey, IStreamSubscriptionObserver, IAsyncBatchObserver<ClosedSession<TResult>>
{
    /// <summary>The partition whose sessions this grain takes.</summary>
    protected int Partition => (int)this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    async Task IStreamSubscriptionObserver.OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        ArgumentNullException.ThrowIfNull(handleFactory);
        await handleFactory.Create<ClosedSession<TResult>>().ResumeAsync(this);
    }

    /// <inheritdoc/>
    Task IAsyncBatchObserver<ClosedSession<TResult>>.OnNextAsync(IList<SequentialItem<ClosedSession<TResult>>> items)
    {
        ClosedSession<TResult>[] sessions = [.. items.Select(item => item.Item)];
        return SessionTracing.IsOn
            ? SessionTracing.DeliverAsync(sessions[0].Sessionizer, sessions.Length, () => OnClosedAsync(sessions))
            : OnClosedAsync(sessions);
    }

    /// <inheritdoc/>
    Task IAsyncBatchObserver<ClosedSession<TResult>>.OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <summary>Takes closed sessions. When it returns they count as taken.</summary>
    /// <param name="sessions">The sessions, in the order of the log.</param>
    protected abstract Task OnClosedAsync(IReadOnlyList<ClosedSession<TResult>> sessions);
}
