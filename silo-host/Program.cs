using System.CommandLine;
using OrleansSessions.Host.Commands;

var root = new RootCommand($"Session windows as a service. Without a command it serves. {ExitCodes.Help}");
ServeCommand.Configure(root);
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(ReplayCommand.Create());
root.Subcommands.Add(TailCommand.Create());
root.Subcommands.Add(InspectCommand.Create());
root.Subcommands.Add(CheckConfigCommand.Create());
root.Subcommands.Add(CreateKeyCommand.Create());
root.Subcommands.Add(HealthCommand.Create());

var parsed = root.Parse(args);
var mistakes = parsed.Errors.Select(error => error.Message).ToList();
// What the root command lets through, for the host's settings, is let through for every command: here it is not.
if (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors)
{
    mistakes.AddRange(parsed.UnmatchedTokens.Select(token => $"{parsed.CommandResult.Command.Name} does not take '{token}'."));
}

else if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
{
    mistakes.Add($"'{first}' is neither a command nor a setting; a setting is --Name=value.");
}

if (mistakes.Count > 0)
{
    foreach (var mistake in mistakes)
    {
        await Console.Error.WriteLineAsync(mistake);
    }

    await Console.Error.WriteLineAsync("See --help.");
    return ExitCodes.WrongUsage;
}

// The service ends by its host's own handling of signals: a silo needs more than the two seconds that would be left to it.
return await parsed.InvokeAsync(parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors
    ? new InvocationConfiguration()
    : new InvocationConfiguration { ProcessTerminationTimeout = null });
