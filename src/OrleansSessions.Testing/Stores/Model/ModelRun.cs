using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>One random history, the same for the same seed, done to the store and to the model.</summary>
internal sealed class ModelRun(StoreTrial trial, int seed)
{
    private const int Steps = 150;

    private static readonly string[] Names = ["a", "b"];
    private static readonly string[] Sessionizers = ["s", "t"];

    // Not Random: what it gives for a seed is not promised for the next release of .NET.
    private ulong state = (ulong)seed;

    private StoreModel Model { get; } = new(trial.Store.Partitions);

    public async Task RunAsync()
    {
        var step = 0;
        try
        {
            for (; step < Steps; step++)
            {
                await StepAsync();
            }

            await trial.SettleAsync();
            await new ModelComparison(trial, Model).RunAsync();
        }
        catch (StoreConformanceException exception)
        {
            throw new StoreConformanceException($"Seed {seed}, step {step}: {exception.Message}", exception);
        }
    }

    private async Task StepAsync()
    {
        switch (Next(20))
        {
            case 0:
                var deleted = AnyKey();
                await trial.Store.DeleteKeyAsync(deleted, trial.Token);
                Model.Delete(deleted);
                break;
            case 1:
                await SaveRecordAsync();
                break;
            case 2:
                await SaveCheckpointAsync();
                break;
            case 3:
                await trial.SettleAsync();
                break;
            case 4:
                await new ModelComparison(trial, Model).RunAsync();
                break;
            default:
                await CommitAsync();
                break;
        }
    }

    private async Task CommitAsync()
    {
        var group = Enumerable.Range(0, 1 + Next(8)).Select(_ => AnyKey()).Distinct().Select(AnyCommit).ToArray();
        var answers = await trial.CommitAsync(group);
        Expect.Equal(group.Length, answers.Length, "the number of answers");
        for (var i = 0; i < group.Length; i++)
        {
            Model.Apply(group[i], answers[i]);
        }
    }

    private SessionCommit AnyCommit(SessionKey key)
    {
        var version = Model.VersionOf(key);
        var log = Enumerable.Range(0, Math.Max(0, Next(5) - 2))
            .Select(i => new LogRecord((LogKind)Next(2), StoreTrial.Text($"{Next(1000)}"), null));
        return trial.Commit(
            key,
            Next(6) == 0 ? Next(3) * version : version,
            Next(4) == 0 ? null : $"state {Next(1000)}",
            [.. log],
            Next(8) == 0 ? null : Next(50),
            Next(3) * Next(100));
    }

    private async Task SaveRecordAsync()
    {
        var name = Names[Next(Names.Length)];
        var (version, _) = Model.Records.GetValueOrDefault(name);
        var expected = Next(4) == 0 ? version + 1 : version;
        var value = $"{Next(1000)}";
        Model.SaveRecord(name, expected, value, await trial.Store.SaveRecordAsync(name, expected, StoreTrial.Text(value), trial.Token));
    }

    private async Task SaveCheckpointAsync()
    {
        var place = (Names[Next(Names.Length)], Next(trial.Store.Partitions));
        var position = Next(20);
        await trial.Store.SaveCheckpointAsync(place.Item1, place.Item2, position, trial.Token);
        Model.Checkpoints[place] = Math.Max(position, Model.Checkpoints.GetValueOrDefault(place));
    }

    private SessionKey AnyKey() => new(Sessionizers[Next(2)], $"k{Next(12)}");

    // SplitMix64.
    private int Next(int bound)
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
