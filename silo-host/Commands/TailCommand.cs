using System.CommandLine;
using OrleansSessions.Host.Remote;
using Spectre.Console;

namespace OrleansSessions.Host.Commands;

/// <summary>Shows what closes on a running host.</summary>
internal static class TailCommand
{
    private const string Beginning = "beginning";

    // What the table itself and the line below it take of the terminal.
    private const int LinesAround = 8;

    private static readonly Argument<string> Sessionizer = new("sessionizer") { Description = "Its name." };

    private static readonly Option<string> After = new("--after")
    {
        Description = $"Where to begin: a cursor, as this command writes one when it ends; {Beginning} for the oldest; end for what is still to come.",
        HelpName = "CURSOR",
        DefaultValueFactory = _ => "end",
    };

    private static readonly Option<bool> Late = new("--late") { Description = "Late events instead of closed sessions." };

    private static readonly Option<bool> Once = new("--once") { Description = "End when there is no more, instead of waiting for it." };

    public static Command Create()
    {
        var command = new Command(
            "tail",
            "Show sessions of a running host as they close: as NDJSON, or as a table when standard output is a terminal. Ctrl+C ends it. When the host is lost "
            + "on the way, it is asked again until it answers. " + ExitCodes.Help)
        {
            Sessionizer, After, Late, Once, RemoteHost.Address, RemoteHost.Key,
        };
        command.SetAction((parsed, cancellationToken) => CommandLine.RunAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var host = new RemoteHost(parsed);
        var after = parsed.GetRequiredValue(After);
        var log = new RemoteLog(host, parsed.GetRequiredValue(Sessionizer), parsed.GetValue(Late), after == Beginning ? "" : after);
        try
        {
            await (Console.IsOutputRedirected ? WriteLinesAsync(log, parsed, cancellationToken) : ShowTableAsync(log, parsed, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Its usual end.
        }

        if (log.Cursor.Length > 0)
        {
            await Console.Error.WriteLineAsync($"Go on with: --after {log.Cursor}");
        }
    }

    private static async Task WriteLinesAsync(RemoteLog log, ParseResult parsed, CancellationToken cancellationToken)
    {
        await foreach (var items in log.ReadAsync(!parsed.GetValue(Once), problem => Console.Error.WriteLine($"{problem} Asking again."), cancellationToken))
        {
            foreach (var item in items)
            {
                await Console.Out.WriteLineAsync(item.GetRawText());
            }

            await Console.Out.FlushAsync(cancellationToken);
        }
    }

    private static async Task ShowTableAsync(RemoteLog log, ParseResult parsed, CancellationToken cancellationToken)
    {
        var isLate = parsed.GetValue(Late);
        var table = new LogTable(isLate);
        var title = $"{(isLate ? "late events" : "closed sessions")} of {parsed.GetRequiredValue(Sessionizer)}";
        await AnsiConsole.Live(table.Draw(title)).StartAsync(async live =>
        {
            live.Refresh();
            var reading = log.ReadAsync(!parsed.GetValue(Once), problem => live.UpdateTarget(new Rows(table.Draw(title), new Text($"{problem} Asking again."))), cancellationToken);
            await foreach (var items in reading)
            {
                foreach (var item in items)
                {
                    table.Add(item, Math.Max(1, AnsiConsole.Profile.Height - LinesAround));
                }

                live.UpdateTarget(table.Draw(title));
            }
        });
    }
}
