namespace OrleansSessions.Host.Commands;

/// <summary>Ends a command with one clear line on standard error.</summary>
internal class CommandException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    public int ExitCode => exitCode;
}
