using Orleans.Concurrency;

namespace OrleansSessions.Server;

/// <summary>Divides a batch by key, on the silo that it came to, and makes one answer out of the keys' answers.</summary>
[GrainType("session-ingress")]
[StatelessWorker, Reentrant]
internal sealed class SessionIngressGrain(SessionizerCatalog catalog, ILocalSiloDetails silo) : Grain, ISessionIngressGrain
{
    private const int MaxAttempts = 5;

    private readonly string ownSource = $"silo-{silo.SiloAddress.ToParsableString()}";
    private Sessionizer sessionizer = null!;
    private GrainType grainType;
    private GrainInterfaceType grainInterface;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = catalog.Get(this.GetPrimaryKeyString());
        var any = (GrainReference)GrainFactory.GetGrain<ISessionGrain>(SessionGrainKey.Create(sessionizer.Name, "any"));
        (grainType, grainInterface) = (any.GrainId.Type, any.InterfaceType);
        return Task.CompletedTask;
    }

    public async Task<AppendResult> AppendAsync(SessionBatch batch)
    {
        using var append = AppendScope.Begin(sessionizer, batch);
        return append.End(await TakeAsync(batch));
    }

    public ValueTask ReportAsync(SourceProgress progress)
    {
        if (sessionizer.IsEventTime)
        {
            sessionizer.Sources.Begin(progress, null, sessionizer.Now);
        }

        return ValueTask.CompletedTask;
    }

    private async Task<AppendResult> TakeAsync(SessionBatch batch)
    {
        if (batch.EventType != sessionizer.EventType)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer.Name}' takes events of {sessionizer.EventType}, but was given {batch.EventType}.");
        }

        if (!sessionizer.IsEventTime)
        {
            return await AppendKeysAsync(batch);
        }

        var events = SourcedBatch.Begin(sessionizer, batch, ownSource);
        AppendResult? result = null;
        try
        {
            return result = await AppendKeysAsync(batch);
        }
        finally
        {
            events.End(result);
        }
    }

    private async Task<AppendResult> AppendKeysAsync(SessionBatch batch)
    {
        var groups = batch.GroupByKey();
        var answer = new BatchAnswer(groups.Count);
        LocalAppend? append = null;
        for (var group = 0; group < groups.Count; group++)
        {
            // All keys are begun before any is waited for, so that their commits share a group.
            if (sessionizer.Activations.Find(groups.GetKey(group)) is { } activation)
            {
                append ??= new LocalAppend(batch, groups, answer);
                append = append.Run(activation, group) ? append : null;
            }
            else
            {
                CallAsync(batch, groups, group, answer).Ignore();
            }
        }

        await answer.Complete;
        if (answer.Declined.Count > 0)
        {
            answer = await CallDeclinedAsync(batch, groups, answer);
        }

        if (sessionizer.IsDrained)
        {
            // Race: the sessionizer was drained while a key's sessions were lent. Whoever drains looks for open sessions only after
            // every silo knows, so either it finds this one or it is seen here.
            await Task.WhenAll(Enumerable.Range(0, groups.Count).Select(group => GrainFactory
                .GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, groups.GetKey(group))).DrainAsync().AsTask()));
        }

        return answer.ToResult(batch.Count);
    }

    private async Task<BatchAnswer> CallDeclinedAsync(SessionBatch batch, KeyGroups groups, BatchAnswer first)
    {
        var second = new BatchAnswer(first.Declined.Count, first);
        foreach (var group in first.Declined)
        {
            CallAsync(batch, groups, group, second).Ignore();
        }

        await second.Complete;
        return second;
    }

    // It never fails: what goes wrong is an answer.
    private async Task CallAsync(SessionBatch batch, KeyGroups groups, int group, BatchAnswer answer)
    {
        var key = groups.GetKey(group);
        if (SessionNames.FindKeyProblem(key) is { } keyProblem)
        {
            answer.Fail(groups.GetPlaces(group), AppendOutcome.Rejected, keyProblem);
            return;
        }

        var grain = GetGrain(key);
        var events = batch.Select(groups.GetPlaces(group));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                answer.Accept(await grain.AppendAsync(events), groups.GetPlaces(group));
                return;
            }
            catch (SessionConflictException) when (attempt < MaxAttempts)
            {
                // Nothing was stored; the next call reaches the activation that owns the key now.
            }
            catch (SessionKeySetAsideException exception)
            {
                answer.Fail(groups.GetPlaces(group), AppendOutcome.Rejected, exception.Message);
                return;
            }
            catch (Exception exception)
            {
                answer.Fail(groups.GetPlaces(group), AppendOutcome.Failed, $"Not acknowledged: {exception.Message}");
                return;
            }
        }
    }

    // By type and interface: finding both out anew for each key would cost more than the rest of the call.
    private ISessionGrain GetGrain(string key) =>
        (ISessionGrain)GrainFactory.GetGrain(GrainId.Create(grainType, SessionGrainKey.Create(sessionizer.Name, key)), grainInterface);
}
