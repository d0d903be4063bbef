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
        // All keys are called before any is waited for, so that their commits share a group.
        var groups = batch.GroupByKey();
        var answers = new Task<AppendResult?>[groups.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = Post(groups[i]) ?? AppendKeyAsync(groups[i]);
        }

        await Task.WhenAll(answers);
        await CallDeclinedAsync(groups, answers);
        if (sessionizer.IsDrained)
        {
            // Race: the sessionizer was drained between a posted turn and its commit. Whoever drains looks for open sessions only
            // after every silo knows, so either it finds this one or it is seen here.
            await Task.WhenAll(groups.Select(group => GrainFactory
                .GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, group.Key)).DrainAsync().AsTask()));
        }

        return Combine(groups, answers);
    }

    // To an activation of this silo without a message; null where there is none.
    private Task<AppendResult?>? Post(KeyBatch group)
    {
        if (sessionizer.Activations.Find(group.Key) is not { } activation)
        {
            return null;
        }

        var append = new PostedAppend(activation, group.Batch);
        append.Post();
        return append.Answer;
    }

    private async Task CallDeclinedAsync(IReadOnlyList<KeyBatch> groups, Task<AppendResult?>[] answers)
    {
        var isAnyDeclined = false;
        for (var i = 0; i < answers.Length; i++)
        {
            if (await answers[i] is null)
            {
                answers[i] = AppendKeyAsync(groups[i]);
                isAnyDeclined = true;
            }
        }

        if (isAnyDeclined)
        {
            await Task.WhenAll(answers);
        }
    }

    private static AppendResult Combine(IReadOnlyList<KeyBatch> groups, Task<AppendResult?>[] answers)
    {
        var accepted = 0;
        var problems = new List<EventProblem>();
        for (var i = 0; i < answers.Length; i++)
        {
            var answer = answers[i].Result!;
            accepted += answer.Accepted;
            foreach (var problem in answer.Problems)
            {
                problems.Add(problem with { Index = groups[i].Indexes[problem.Index] });
            }
        }

        problems.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        return new AppendResult(accepted, problems);
    }

    private async Task<AppendResult?> AppendKeyAsync(KeyBatch group)
    {
        if (SessionNames.FindKeyProblem(group.Key) is { } keyProblem)
        {
            return NoneOf(group, AppendOutcome.Rejected, keyProblem);
        }

        var grain = GetGrain(group.Key);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await grain.AppendAsync(group.Batch);
            }
            catch (SessionConflictException) when (attempt < MaxAttempts)
            {
                // Nothing was stored; the next call reaches the activation that owns the key now.
            }
            catch (SessionKeySetAsideException exception)
            {
                return NoneOf(group, AppendOutcome.Rejected, exception.Message);
            }
            catch (Exception exception)
            {
                return NoneOf(group, AppendOutcome.Failed, $"Not acknowledged: {exception.Message}");
            }
        }
    }

    // By type and interface: finding both out anew for each key would cost more than the rest of the call.
    private ISessionGrain GetGrain(string key) =>
        (ISessionGrain)GrainFactory.GetGrain(GrainId.Create(grainType, SessionGrainKey.Create(sessionizer.Name, key)), grainInterface);

    private static AppendResult NoneOf(KeyBatch group, AppendOutcome outcome, string reason) =>
        AppendResult.None(group.Batch.Count, outcome, reason);
}
