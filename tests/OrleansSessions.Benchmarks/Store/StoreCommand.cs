using System.CommandLine;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>The command line of <c>store</c>.</summary>
internal static class StoreCommand
{
    private static readonly Option<StoreKind?> Store = new("--store") { Description = "sqlite or postgres. Default: both." };

    private static readonly Option<int[]> Writers = Arguments.Numbers("--writers", "How many commits wait at once.", 1_024, 64);

    private static readonly Option<int[]> Keys = Arguments.Numbers("--keys", "How many keys there are.", 10_000, 500_000);

    private static readonly Option<int> Seconds = Arguments.Number("--seconds", "How long a window is.", 2);

    private static readonly Option<int> Windows = Arguments.Number("--windows", "How many windows; the median is shown.", 3);

    private static readonly Option<int> Connections = Arguments.Number("--connections", "How many connections the PostgreSQL baseline has.", 64);

    public static Command Create()
    {
        var command = new Command(
            "store",
            "Committed key updates per second, with fsync: 300 random bytes of state, a tenth of them closings, of which every second "
            + "removes the key. Beside them, one transaction per update on the same database.")
        {
            Store, Writers, Keys, Seconds, Windows, Connections,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        StoreKind[] kinds = parsed.GetValue(Store) is { } one ? [one] : [StoreKind.Sqlite, StoreKind.Postgres];
        if (kinds[0] == StoreKind.Memory)
        {
            await Console.Error.WriteLineAsync("The memory store commits nothing to a disk: choose sqlite or postgres.");
            return 2;
        }

        var options = new StoreOptions(
            TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Windows), parsed.GetValue(Connections));
        StoreBenchmark.PrintHead();
        foreach (var kind in kinds)
        {
            await using var place = await StorePlace.OpenAsync(kind);
            var benchmark = new StoreBenchmark(place, options);
            foreach (var keys in parsed.GetRequiredValue(Keys))
            {
                foreach (var writers in parsed.GetRequiredValue(Writers))
                {
                    await benchmark.RunAsync(writers, keys);
                }
            }
        }

        return 0;
    }
}
