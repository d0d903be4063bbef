using System.Runtime.CompilerServices;
using Orleans.Streams;

namespace OrleansSessions;

internal sealed class SessionClient<TEvent, TResult>(IClusterClient cluster, string name) : ISessionClient<TEvent, TResult>
{
    private const int MaxEventsPerCall = 10_000;

    private static readonly TimeSpan FollowWait = TimeSpan.FromSeconds(10);

    private readonly ISessionIngressGrain ingress = cluster.GetGrain<ISessionIngressGrain>(name);
    private readonly ISessionLogGrain log = cluster.GetGrain<ISessionLogGrain>(name);
    private readonly ISessionWatermarkGrain watermarks = cluster.GetGrain<ISessionWatermarkGrain>(name);

    public string Name => name;

    public async Task<AppendResult> AppendAsync(
        IReadOnlyList<SessionEvent<TEvent>> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count <= MaxEventsPerCall)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await ingress.AppendAsync(new SessionBatch<TEvent>([.. events]));
        }

        var accepted = 0;
        var problems = new List<EventProblem>();
        for (var start = 0; start < events.Count; start += MaxEventsPerCall)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = new SessionEvent<TEvent>[Math.Min(MaxEventsPerCall, events.Count - start)];
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = events[start + i];
            }

            var result = await ingress.AppendAsync(new SessionBatch<TEvent>(part));
            accepted += result.Accepted;
            problems.AddRange(result.Problems.Select(problem => problem with { Index = problem.Index + start }));
        }

        return new AppendResult(accepted, problems);
    }

    public async Task<IReadOnlyList<SessionSnapshot<TResult>>> GetOpenAsync(string key)
    {
        if (SessionNames.FindKeyProblem(key) is { } problem)
        {
            throw new ArgumentException(problem, nameof(key));
        }

        var open = await cluster.GetGrain<ISessionGrain>(SessionGrainKey.Create(name, key)).GetOpenAsync();
        return [.. open.Cast<SessionSnapshot<TResult>>()];
    }

    public async Task<Watermark> AdvanceWatermarkAsync(Watermark watermark) =>
        Watermark.FromTicks(await watermarks.AdvanceAsync(watermark.Ticks));

    public async Task<LogPage<ClosedSession<TResult>>> ReadClosedPageAsync(
        SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        var page = await log.ReadClosedAsync(after, limit, wait, cancellationToken);
        return new LogPage<ClosedSession<TResult>>([.. page.Items.Cast<ClosedSession<TResult>>()], page.Next);
    }

    public async Task<LogPage<LateEvent<TEvent>>> ReadLatePageAsync(
        SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        var page = await log.ReadLateAsync(after, limit, wait, cancellationToken);
        return new LogPage<LateEvent<TEvent>>([.. page.Items.Cast<LateEvent<TEvent>>()], page.Next);
    }

    public async IAsyncEnumerable<ClosedSession<TResult>> ReadClosedAsync(
        SessionCursor from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PageSize = 1_000;
        while (true)
        {
            var page = await ReadClosedPageAsync(from, PageSize, FollowWait, cancellationToken);
            foreach (var session in page.Items)
            {
                yield return session;
            }

            cancellationToken.ThrowIfCancellationRequested();
            from = page.Next;
        }
    }

    public async Task<IAsyncDisposable> SubscribeAsync(Func<ClosedSession<TResult>, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var provider = cluster.GetStreamProvider(SessionStreams.ProviderName);
        var partitions = await log.GetPartitionsAsync();
        var handles = new StreamSubscriptionHandle<ClosedSession<TResult>>[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            handles[partition] = await provider
                .GetStream<ClosedSession<TResult>>(SessionStreams.Closed(name, partition))
                .SubscribeAsync((session, _) => handler(session));
        }

        return new SessionSubscription<TResult>(handles);
    }
}
