using System.CommandLine;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Peers;

/// <summary>The command line of <c>peers</c>.</summary>
internal static class PeersCommand
{
    private static readonly Option<int> Events = Arguments.Number("--n", "How many events.", 1_000_000);

    private static readonly Option<int> Keys = Arguments.Number("--keys", "How many keys.", 10_000);

    private static readonly Option<int> Batch = Arguments.Number("--batch", "How many events a call appends.", 1_000);

    private static readonly Option<int?> InFlight = new("--in-flight")
    {
        Description = "How many calls are on their way at once. Default: 8; with --single 1,000.",
    };

    private static readonly Option<StoreKind> Store = new("--store") { Description = "Where sessions are kept. Default: memory." };

    private static readonly Option<int> Runs = Arguments.Number("--runs", "How many timed runs, after one over a fifth of the events.", 3);

    private static readonly Option<bool> Single = new("--single") { Description = "Append one event per call." };

    private static readonly Option<bool> Warm =
        new("--warm") { Description = "Time as many events again, on the keys of the first, which are not timed." };

    private static readonly Option<int> DeclareEvery = new("--declare-every")
    {
        Description = "Move the watermark whenever event time has gone on by so many milliseconds; 0 for at the end only. Default: a quarter of the gap.",
        DefaultValueFactory = _ => (int)(BenchmarkSilo.Gap / 4).TotalMilliseconds,
    };

    private static readonly Option<DirectoryInfo?> WithPeers = new("--with-peers")
    {
        Description = "A folder of other programs that do the same work, to run next to it in turn.",
    };

    public static Command Create()
    {
        var command = new Command("peers", "Sessionize the work that other tools are measured by, through a client and a silo in this process.")
        {
            Events, Keys, Batch, InFlight, Store, Runs, Single, Warm, DeclareEvery, WithPeers,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isSingle = parsed.GetValue(Single);
        var options = new PeersOptions
        {
            Events = parsed.GetValue(Events),
            Keys = parsed.GetValue(Keys),
            Batch = isSingle ? 1 : parsed.GetValue(Batch),
            InFlight = parsed.GetValue(InFlight) ?? (isSingle ? 1_000 : 8),
            Store = parsed.GetValue(Store),
            Runs = parsed.GetValue(Runs),
            IsWarm = parsed.GetValue(Warm),
            DeclareEvery = TimeSpan.FromMilliseconds(parsed.GetValue(DeclareEvery)),
        };
        var rate = await PeersBenchmark.RunAsync(options);
        if (parsed.GetValue(WithPeers) is { } path)
        {
            await PeerPrograms.RunAsync(path.FullName, options, rate);
        }
    }
}
