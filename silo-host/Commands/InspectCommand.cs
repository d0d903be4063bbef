using System.CommandLine;
using System.Text.Json;
using OrleansSessions.Host.Remote;
using Spectre.Console;

namespace OrleansSessions.Host.Commands;

/// <summary>Shows what a running host has of one key.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> Sessionizer = new("sessionizer") { Description = "Its name." };

    private static readonly Argument<string> SessionKey = new("key") { Description = "The session key." };

    private static readonly Option<int> Last = new("--last")
    {
        Description = "How many closed sessions to show, looked for from the end of the log; 0 looks for none.",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count))
            {
                return count;
            }

            result.AddError($"--last must be a whole number, but is '{result.Tokens[0].Value}'.");
            return 0;
        },
    };

    private static readonly Option<string> After = new("--after")
    {
        Description = "Look for closed sessions after this cursor only.",
        HelpName = "CURSOR",
        DefaultValueFactory = _ => "",
    };

    public static Command Create()
    {
        var command = new Command(
            "inspect",
            "Show the open sessions of a key of a running host, and the last ones that have closed: as JSON, or as tables when standard output is a terminal. "
            + ExitCodes.Help)
        {
            Sessionizer, SessionKey, Last, After, RemoteHost.Address, RemoteHost.Key,
        };
        command.SetAction((parsed, cancellationToken) => CommandLine.RunAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var host = new RemoteHost(parsed);
        var (sessionizer, key) = (parsed.GetRequiredValue(Sessionizer), parsed.GetRequiredValue(SessionKey));
        using var answer = await host.GetAsync($"sessionizers/{Uri.EscapeDataString(sessionizer)}/sessions/{Uri.EscapeDataString(key)}", cancellationToken);
        JsonElement[] open = [.. answer.RootElement.GetProperty("open").EnumerateArray()];
        var log = new RemoteLog(host, sessionizer, isLate: false, parsed.GetRequiredValue(After), key);
        var closed = parsed.GetValue(Last) is > 0 and var last ? await SearchProgress.ShowAsync(report => FindClosedAsync(log, last, report, cancellationToken)) : [];
        if (Console.IsOutputRedirected)
        {
            await WriteJsonAsync(key, open, closed);
        }
        else
        {
            Show("open", ["start", "lastEvent", "end", "count", "result"], open);
            Show("closed", ["start", "lastEvent", "end", "count", "reason", "result"], closed);
        }
    }

    private static async Task<IReadOnlyCollection<JsonElement>> FindClosedAsync(
        RemoteLog log, int last, Action<long> report, CancellationToken cancellationToken)
    {
        var (newest, isComplete) = await log.ReadNewestAsync(last, cancellationToken);
        if (isComplete)
        {
            return [.. newest.Reverse()];
        }

        // They may lie far behind those of other keys, so all of the key are looked through.
        var found = new Queue<JsonElement>();
        var seen = 0L;
        await foreach (var items in log.ReadAsync(isEndless: false, _ => { }, cancellationToken))
        {
            seen += items.Count;
            report(seen);
            foreach (var item in items)
            {
                found.Enqueue(item.Clone());
                while (found.Count > last)
                {
                    found.Dequeue();
                }
            }
        }

        return found;
    }

    private static async Task WriteJsonAsync(string key, IEnumerable<JsonElement> open, IEnumerable<JsonElement> closed)
    {
        await using var output = Console.OpenStandardOutput();
        await using (var writer = new Utf8JsonWriter(output, Json.SessionJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            Write(writer, "open", open);
            Write(writer, "closed", closed);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<JsonElement> sessions)
    {
        writer.WriteStartArray(name);
        foreach (var session in sessions)
        {
            session.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static void Show(string title, string[] columns, IReadOnlyCollection<JsonElement> sessions)
    {
        var table = new Table().Border(TableBorder.Simple).Title($"{title}: {sessions.Count}");
        table.AddColumns(columns);
        foreach (var session in sessions)
        {
            table.AddRow(columns.Select(column => new Text(LogTable.TextOf(session, column))));
        }

        AnsiConsole.Write(table);
    }
}
