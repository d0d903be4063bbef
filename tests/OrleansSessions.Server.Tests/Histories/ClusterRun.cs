namespace OrleansSessions.Server.Tests;

/// <summary>Plays a history on the cluster and on the model, and compares them after every step.</summary>
internal sealed class ClusterRun
{
    private readonly HistoryCluster cluster;
    private readonly ClusterHistory history;
    private readonly DateTimeOffset begin;
    private readonly ClusterModel model;
    private readonly ISessionClient<long, decimal> client;
    private readonly ISessionClient<long, decimal>[] sources;
    private readonly ClusterObserver observer;
    private readonly ProducerId[] producers = [ProducerId.New(), ProducerId.New(), ProducerId.New()];
    private readonly List<(ClusterEvent Event, long Value, long Sequence)> sent = [];
    private readonly List<AppendOutcome?> answers = [];

    private ClusterRun(HistoryCluster cluster, ClusterHistory history)
    {
        this.cluster = cluster;
        this.history = history;
        begin = cluster.BeginHistory(history.Sessionizer);
        client = cluster.Cluster.Client.GetSessions(history.Sessionizer.Name);
        sources = [client.AsSource("north"), client.AsSource("south"), client];
        model = new ClusterModel(history.Sessionizer, Enumerable.Range(0, ClusterHistory.KeyCount).Select(_ => Keys.New()));
        observer = new ClusterObserver(client, cluster.GetLog(history.Sessionizer), model, begin);
    }

    private bool IsArrival => history.Sessionizer.IsArrival;

    public static async Task PlayAsync(HistoryCluster cluster, ClusterHistory history, HistoryTally tally)
    {
        var run = new ClusterRun(cluster, history);
        await run.BeginAsync();
        for (var i = 0; i < history.Steps.Length; i++)
        {
            try
            {
                await run.ApplyAsync(history.Steps[i]);
                await run.observer.CompareAsync();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Step {i}, {history.Steps[i]}: {exception.Message}", exception);
            }
        }

        await run.EndAsync();
        tally.Add(history.Sessionizer, run.answers, run.model.Keys.SelectMany(key => key.Closed).Select(session => session.Reason!.Value));
    }

    private async Task BeginAsync()
    {
        // What a failed history may have left.
        await client.ReopenAsync();
        if (!IsArrival)
        {
            foreach (var source in sources)
            {
                await source.CompleteSourceAsync();
            }

            await DeclareAsync(0, 0);
            await DeclareAsync(1, 0);
        }
    }

    private Task ApplyAsync(ClusterStep step) => step.Action switch
    {
        ClusterAction.Append => AppendAsync(step.Source, [.. step.Events.Select(Stamp)]),
        ClusterAction.Resend => AppendAsync(step.Source, [.. step.Events.Select(Find).OfType<(ClusterEvent, long, long)>()]),
        ClusterAction.Watermark => DeclareAsync(step.Source % 2, step.Time),
        ClusterAction.Complete => CompleteAsync(step.Source),
        ClusterAction.End => EndAsync(step),
        ClusterAction.Drain => DrainAsync(step),
        ClusterAction.Deactivate => cluster.Cluster.DeactivateAsync(Grain(step)),
        ClusterAction.Migrate => MigrateAsync(step),
        _ => MoveClockAsync(2 + (step.Time & 3)),
    };

    private (ClusterEvent Event, long Value, long Sequence) Stamp(ClusterEvent e)
    {
        var number = sent.Count + 1;
        // Numbers whose sums tell which are in them.
        sent.Add((e, number * 2_654_435_761 % 4_294_967_291, number));
        return sent[^1];
    }

    // Only a producer's own stamp says that it is the same event.
    private (ClusterEvent, long, long)? Find(ClusterEvent like)
    {
        var stamped = sent.Where(item => item.Event.Producer > 0).ToList();
        return stamped.Count > 0 ? stamped[(int)((uint)((like.Time * 31) + like.Key + sent.Count) % (uint)stamped.Count)] : null;
    }

    private async Task AppendAsync(int source, IReadOnlyList<(ClusterEvent Event, long Value, long Sequence)> batch, bool isDrained = false)
    {
        var result = await sources[source].AppendAsync([.. batch.Select(ToEvent)]);
        var outcomes = new AppendOutcome?[batch.Count];
        foreach (var problem in result.Problems)
        {
            outcomes[problem.Index] = problem.Outcome;
        }

        Assert.Equal(model.Append(source, batch, isDrained), outcomes);
        answers.AddRange(outcomes);
    }

    private SessionEvent<long> ToEvent((ClusterEvent Event, long Value, long Sequence) item) => new(
        model.Keys[item.Event.Key].Name,
        item.Value,
        IsArrival ? null : begin.AddSeconds(item.Event.Time),
        item.Event.Gap is { } gap ? TimeSpan.FromSeconds(gap) : null,
        item.Event.Producer > 0 ? new ProducerStamp(producers[item.Event.Producer], item.Sequence) : null);

    private async Task DeclareAsync(int source, int seconds)
    {
        var watermark = await sources[source].AdvanceWatermarkAsync(Watermark.At(begin.AddSeconds(seconds)));
        model.Declare(source, HistorySessionizer.Ticks(seconds));
        Assert.Equal(model.Watermark, watermark.Ticks - begin.UtcTicks);
    }

    private async Task CompleteAsync(int source)
    {
        var watermark = await sources[source].CompleteSourceAsync();
        model.Complete(source);
        Assert.Equal(model.Watermark, watermark.Ticks - begin.UtcTicks);
    }

    private async Task EndAsync(ClusterStep step)
    {
        var key = model.Keys[step.Key];
        // What lies ahead of the arrival clock can not be ended yet.
        var at = IsArrival ? key.Arrive((long)model.Watermark) - HistorySessionizer.Ticks(step.Time) : HistorySessionizer.Ticks(step.Time);
        Assert.Equal(key.End(at), await client.EndAsync(key.Name, begin.AddTicks(at)));
    }

    private async Task DrainAsync(ClusterStep step)
    {
        Assert.Equal(model.Drain(), await client.DrainAsync());
        await AppendAsync(step.Source, [Stamp(step.Events[0])], isDrained: true);
        await client.ReopenAsync();
    }

    private async Task MigrateAsync(ClusterStep step)
    {
        if (cluster.Cluster.TryGetGrainContext(Grain(step).GetGrainId(), out var activation))
        {
            var other = cluster.Cluster.Silos.Select(silo => silo.SiloAddress).Single(silo => !silo.Equals(activation.Address.SiloAddress));
            await cluster.Cluster.MigrateAsync(activation.GrainId, other);
        }
    }

    private async Task MoveClockAsync(int scans)
    {
        var by = TimeSpan.FromSeconds(scans * HistorySessionizer.ScanInterval);
        await cluster.Clock.AdvanceAsync(by);
        model.MoveClock(by.Ticks);
    }

    private async Task EndAsync()
    {
        if (IsArrival)
        {
            await MoveClockAsync(scans: 12);
        }
        else
        {
            await DeclareAsync(0, 1_000);
            await DeclareAsync(1, 1_000);
            await CompleteAsync(2);
        }

        await observer.CompareAsync();
        Assert.All(model.Keys, key => Assert.False(key.IsOpen));
        Assert.Equal(0, (await client.GetOverviewAsync()).OpenKeys);
    }

    private ISessionGrain Grain(ClusterStep step) => cluster.Cluster.Client.GetGrain<ISessionGrain>(
        SessionGrainKey.Create(client.Name, model.Keys[step.Key].Name));
}
