using System.Runtime.CompilerServices;
using Orleans.Streams;

namespace OrleansSessions;

internal sealed class SessionClient<TEvent, TResult> : ISessionClient<TEvent, TResult>
{
    private const int MostCalls = 10;

    private static readonly TimeSpan FollowWait = TimeSpan.FromSeconds(10);

    private readonly IClusterClient cluster;
    private readonly string name;
    private readonly string source;
    private readonly AppendLanes<TEvent> lanes;
    private readonly ISessionLogGrain log;

    public SessionClient(IClusterClient cluster, string name, string? source)
    {
        this.cluster = cluster;
        this.name = name;
        (this.source, lanes) = ClientSources.Of(cluster).Get<TEvent>(cluster, name, source);
        log = cluster.GetGrain<ISessionLogGrain>(name);
    }

    public string Name => name;

    private ISessionWatermarkGrain Watermarks => cluster.GetGrain<ISessionWatermarkGrain>(name);

    private ISessionDrainGrain Drains => cluster.GetGrain<ISessionDrainGrain>(name);

    private ISessionOverviewGrain Overviews => cluster.GetGrain<ISessionOverviewGrain>(name);

    public ISessionClient<TEvent, TResult> AsSource(string source)
    {
        SessionNames.ThrowIfInvalidSource(source);
        return new SessionClient<TEvent, TResult>(cluster, name, source);
    }

    public Task<AppendResult> AppendAsync(IReadOnlyList<SessionEvent<TEvent>> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<AppendResult>(cancellationToken)
            : events.Count <= AppendLanes<TEvent>.MaxBatch ? lanes.AppendAsync(events).WaitAsync(cancellationToken)
            : AppendInPartsAsync(events, cancellationToken);
    }

    public async Task<IReadOnlyList<SessionSnapshot<TResult>>> GetOpenAsync(string key)
    {
        var open = await GetGrain(key).GetOpenAsync();
        return [.. open.Cast<SessionSnapshot<TResult>>()];
    }

    public async Task<int> EndAsync(string key, DateTimeOffset? at) => await GetGrain(key).EndAsync(at);

    public async Task ForgetAsync(string key) => await GetGrain(key).ForgetAsync();

    public Task<long> DrainAsync() => Drains.DrainAsync();

    public Task ReopenAsync() => Drains.ReopenAsync();

    public Task<Watermark> AdvanceWatermarkAsync(Watermark watermark) => AdvanceWatermarkAsync(source, watermark);

    public async Task<Watermark> AdvanceWatermarkAsync(string source, Watermark watermark)
    {
        SessionNames.ThrowIfInvalidSource(source);
        return await WaitForClosingAsync(() => Watermarks.AdvanceAsync(source, watermark.Ticks));
    }

    public async Task<Watermark> CompleteSourceAsync(string? source)
    {
        source ??= this.source;
        SessionNames.ThrowIfInvalidSource(source);
        return await WaitForClosingAsync(() => Watermarks.CompleteAsync(source));
    }

    public Task<SessionizerOverview> GetOverviewAsync() => Overviews.GetOverviewAsync();

    public Task<IReadOnlyList<OpenKey>> GetOpenKeysAsync(string? after, int limit) => Overviews.GetOpenKeysAsync(after, limit);

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

    private async Task<AppendResult> AppendInPartsAsync(IReadOnlyList<SessionEvent<TEvent>> events, CancellationToken cancellationToken)
    {
        var accepted = 0;
        var problems = new List<EventProblem>();
        var start = 0;
        foreach (var part in events.Chunk(AppendLanes<TEvent>.MaxBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await lanes.AppendAsync(part).WaitAsync(cancellationToken);
            accepted += result.Accepted;
            problems.AddRange(result.Problems.Select(problem => problem with { Index = problem.Index + start }));
            start += part.Length;
        }

        return new AppendResult(accepted, problems);
    }

    // Closing very many takes longer than a call may. It goes on meanwhile, and who calls again waits for the rest.
    private static async Task<Watermark> WaitForClosingAsync(Func<Task<long>> call)
    {
        for (var calls = 1; ; calls++)
        {
            try
            {
                return Watermark.FromTicks(await call());
            }
            catch (TimeoutException) when (calls < MostCalls)
            {
            }
        }
    }

    private ISessionGrain GetGrain(string key) => SessionNames.FindKeyProblem(key) is { } problem
        ? throw new ArgumentException(problem, nameof(key))
        : cluster.GetGrain<ISessionGrain>(SessionGrainKey.Create(name, key));
}
