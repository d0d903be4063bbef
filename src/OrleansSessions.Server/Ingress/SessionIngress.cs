namespace OrleansSessions.Server;

/// <summary>
/// Divides a batch by key, on the silo that it came to, and makes one answer out of the keys' answers. Thread-safe.
/// </summary>
internal sealed class SessionIngress
{
    private const int MaxAttempts = 5;
    private const int FoundAtOnce = 16;

    private readonly Sessionizer sessionizer;
    private readonly SessionServices services;
    private readonly IGrainFactory grains;
    private readonly string ownSource;
    private readonly GrainType grainType;
    private readonly GrainInterfaceType grainInterface;

    public SessionIngress(Sessionizer sessionizer, SessionServices services, IGrainFactory grains)
    {
        this.sessionizer = sessionizer;
        this.services = services;
        this.grains = grains;
        ownSource = $"silo-{services.Silo.SiloAddress.ToParsableString()}";
        var any = (GrainReference)grains.GetGrain<ISessionGrain>(SessionGrainKey.Create(sessionizer.Name, "any"));
        (grainType, grainInterface) = (any.GrainId.Type, any.InterfaceType);
    }

    public string Name => sessionizer.Name;

    public async Task<AppendResult> AppendAsync(SessionBatch batch)
    {
        using var append = AppendScope.Begin(sessionizer, batch);
        return append.End(await TakeAsync(batch));
    }

    public void Report(SourceProgress progress)
    {
        if (sessionizer.IsEventTime)
        {
            sessionizer.Sources.Begin(progress, null, sessionizer.Now);
        }
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
        Begin(batch, groups, answer);
        await answer.Complete;
        if (answer.Declined.Count > 0)
        {
            answer = await CallDeclinedAsync(batch, groups, answer);
        }

        if (sessionizer.IsDrained)
        {
            // Race: the sessionizer was drained while a key's sessions were lent. Whoever drains looks for open sessions only after
            // every silo knows, so either it finds this one or it is seen here.
            await Task.WhenAll(Enumerable.Range(0, groups.Count).Select(group => grains
                .GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, groups.GetKey(group))).DrainAsync().AsTask()));
        }

        return answer.ToResult(batch.Count);
    }

    // All keys are begun before any is waited for, so that their commits share a group.
    private void Begin(SessionBatch batch, KeyGroups groups, BatchAnswer answer)
    {
        LocalAppend? append = null;
        var found = new SiloKey?[Math.Min(groups.Count, FoundAtOnce)];
        var ownsAll = services.OwnsAll(sessionizer) && !sessionizer.IsDrained;
        for (var group = 0; group < groups.Count; group++)
        {
            var place = group % FoundAtOnce;
            if (place == 0)
            {
                Find(groups, group, found);
            }

            var key = found[place] ?? (ownsAll ? Add(groups.GetKey(group)) : null);
            if (key is not null && (ownsAll || key.Free is not null))
            {
                append ??= new LocalAppend(sessionizer, services, batch, groups, answer);
                append = append.Run(key, group) ? append : null;
            }
            else
            {
                _ = CallAsync(batch, groups, group, answer);
            }
        }
    }

    // A few ahead: what the processor has to wait for, to read what it has not seen for long, it waits for of several keys at once.
    private void Find(KeyGroups groups, int first, Span<SiloKey?> found)
    {
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = first + i < groups.Count ? sessionizer.Keys.Find(groups.GetKey(first + i)) : null;
        }

        foreach (var key in found)
        {
            key?.Touch();
        }
    }

    private SiloKey? Add(string key) => SessionNames.FindKeyProblem(key) is null ? sessionizer.Keys.GetOrAdd(key) : null;

    private async Task<BatchAnswer> CallDeclinedAsync(SessionBatch batch, KeyGroups groups, BatchAnswer first)
    {
        var second = new BatchAnswer(first.Declined.Count, first);
        foreach (var group in first.Declined)
        {
            _ = CallAsync(batch, groups, group, second);
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
        (ISessionGrain)grains.GetGrain(GrainId.Create(grainType, SessionGrainKey.Create(sessionizer.Name, key)), grainInterface);
}
