using System.CommandLine;
using OrleansSessions.Host.Commands;

var root = new RootCommand("Session windows as a service. Without a command it serves.");
ServeCommand.Configure(root);
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(ReplayCommand.Create());

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    await Console.Error.WriteLineAsync("See --help.");
    return ExitCodes.WrongUsage;
}

return await parsed.InvokeAsync();
