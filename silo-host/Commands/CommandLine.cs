namespace OrleansSessions.Host.Commands;

/// <summary>What the commands that do one thing and end have in common.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command: what goes wrong is one line on standard error and an exit code.</summary>
    public static async Task<int> RunAsync(Func<Task> command)
    {
        try
        {
            await command();
            return ExitCodes.Success;
        }
        catch (CommandException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return ExitCodes.Failure;
        }
    }
}
