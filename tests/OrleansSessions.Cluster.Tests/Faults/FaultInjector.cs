namespace OrleansSessions.Cluster.Tests;

/// <summary>Makes faults happen, and puts the cluster together again afterwards.</summary>
internal sealed class FaultInjector(TestedCluster cluster, Random random, TimeSpan freeze)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DeclaredDead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsByItself = TimeSpan.FromSeconds(60);

    private int added;

    /// <summary>Returns when the cluster is whole again by the silos' own word.</summary>
    /// <returns>What was done.</returns>
    public async Task<string> InjectAsync(FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.KillSilo:
                return await KillAsync(1);
            case FaultKind.KillTwoSilos:
                return await KillAsync(2);
            case FaultKind.KillAllSilos:
                return await KillAsync(cluster.Silos.Count);
            case FaultKind.TerminateSilo:
                var stopping = Pick(1)[0];
                await stopping.TerminateAsync();
                await RestartAsync([stopping]);
                return $"SIGTERM of {stopping.Name}";
            case FaultKind.FreezeSilo:
                return await FreezeAsync();
            case FaultKind.RestartPostgreSql:
                await cluster.PostgreSql.StopAsync(isCrash: true);
                await PauseAsync(Away);
                await cluster.PostgreSql.StartAsync();
                await WaitAsync();
                return "PostgreSQL crashed and restarted";
            case FaultKind.RestartRedis:
                await cluster.Redis.KillAsync();
                await PauseAsync(Away);
                await cluster.Redis.StartAsync();
                await WaitAsync();
                return "kill -9 of Redis, restarted";
            case FaultKind.KillSubscriber:
                await cluster.Subscriber.KillAsync();
                await PauseAsync(Away);
                await RestartAsync([cluster.Subscriber]);
                return "kill -9 of the subscriber, restarted";
            case FaultKind.AddSilo:
                return await AddAsync();
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private async Task<string> KillAsync(int count)
    {
        var silos = Pick(count);
        foreach (var silo in silos)
        {
            await silo.KillAsync();
        }

        await PauseAsync(Away);
        await RestartAsync(silos);
        return $"kill -9 of {string.Join(", ", silos.Select(silo => silo.Name))}";
    }

    // While it stands still the others declare it dead and take its keys. When it goes on, it still holds them: two activations.
    private async Task<string> FreezeAsync()
    {
        var silo = Pick(1)[0];
        silo.Freeze();
        await PauseAsync(freeze);
        var other = cluster.Silos.First(candidate => candidate != silo);
        await Eventually.Async($"{silo.Name} is declared dead", DeclaredDead, Pause, async () => !await other.KnowsAsync(silo));
        silo.Thaw();
        if (!await silo.EndsByItselfAsync(EndsByItself))
        {
            throw new InvalidOperationException($"{silo.Name} was declared dead, but has not ended within {EndsByItself} of going on:\n{silo.Output}");
        }

        await RestartAsync([silo]);
        return $"SIGSTOP of {silo.Name} for {freeze.TotalSeconds} s, then SIGCONT; it ended by itself";
    }

    private async Task<string> AddAsync()
    {
        var silo = cluster.AddSilo($"added{++added}");
        await RestartAsync([silo]);
        await PauseAsync(Away);
        // Back to as many as before, so that a long run does not become one of many silos.
        await silo.TerminateAsync();
        cluster.Silos.Remove(silo);
        await silo.DisposeAsync();
        await WaitAsync();
        return $"{silo.Name} joined, and left";
    }

    private SiloProcess[] Pick(int count)
    {
        var silos = cluster.Silos.ToArray();
        random.Shuffle(silos);
        return silos[..count];
    }

    private async Task RestartAsync(IReadOnlyList<SiloProcess> silos)
    {
        foreach (var silo in silos)
        {
            silo.Start();
        }

        await WaitAsync();
    }

    private async Task WaitAsync()
    {
        foreach (var silo in cluster.Silos.Append(cluster.Subscriber))
        {
            await silo.WaitUntilReadyAsync();
        }
    }

    private static Task PauseAsync(TimeSpan pause) => Task.Delay(pause, TimeProvider.System);
}
