using System.CommandLine;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>The command line of <c>load</c>.</summary>
internal static class LoadCommand
{
    private static readonly Option<LoadTarget> Target = new("--target") { Description = "http, or client for an Orleans client. Default: http." };

    private static readonly Option<StoreKind> Store = new("--store") { Description = "Where sessions are kept. Default: memory." };

    private static readonly Option<int> Keys = Arguments.Number("--keys", "How many keys.", 10_000);

    private static readonly Option<int> Batch = Arguments.Number("--batch", "How many events a call sends.", 1_000);

    private static readonly Option<int> InFlight = Arguments.Number("--in-flight", "How many calls are on their way at once, at most.", 8);

    private static readonly Option<int> Rate = new("--rate") { Description = "Events per second. Default: as many as are taken." };

    private static readonly Option<int> WarmUp = Arguments.Number(
        "--warm-up", "For how many seconds the same is sent before anything counts; keys / rate for every key to be in memory.", 5);

    private static readonly Option<int> Seconds = Arguments.Number("--seconds", "For how long.", 15);

    private static readonly Option<int> Gap = Arguments.Number("--gap", "The gap in milliseconds; a gap near keys / rate makes many sessions close.", 10_000);

    public static Command Create()
    {
        var command = new Command("load", "Send events to a silo in another process, and measure acknowledgement and closing.")
        {
            Target, Store, Keys, Batch, InFlight, Rate, WarmUp, Seconds, Gap,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new LoadOptions
        {
            Target = parsed.GetValue(Target),
            Store = parsed.GetValue(Store),
            Keys = parsed.GetValue(Keys),
            Batch = parsed.GetValue(Batch),
            InFlight = parsed.GetValue(InFlight),
            Rate = parsed.GetValue(Rate),
            WarmUp = TimeSpan.FromSeconds(parsed.GetValue(WarmUp)),
            Duration = TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            Gap = TimeSpan.FromMilliseconds(parsed.GetValue(Gap)),
        };
        await using var place = await StorePlace.OpenAsync(options.Store);
        var store = new LoadStore(options.Store, options.Store switch
        {
            StoreKind.Sqlite => place.NewFile(),
            StoreKind.Postgres => place.ConnectionString,
            _ => "",
        });
        await using ILoadClient client = options.Target == LoadTarget.Http
            ? await HttpLoadClient.StartAsync(options, store)
            : await ClientLoadClient.StartAsync(options, store);
        await new LoadRun(client, options).RunAsync();
    }
}
