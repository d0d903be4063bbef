using System.CommandLine;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Commands;

/// <summary>Tells all mistakes in the settings, or what they come to, without starting anything.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var command = new Command(
            "check-config",
            "Check the settings as serve would read them from the same files, environment and arguments, and start nothing. Writes what they come to "
            + "as JSON, without passwords and keys; or each mistake to standard error. " + ExitCodes.Help)
        {
            ServeCommand.SettingsFile,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => CheckAsync([.. parsed.UnmatchedTokens], parsed.GetValue(ServeCommand.SettingsFile)));
        return command;
    }

    private static async Task<int> CheckAsync(string[] arguments, string? settingsFile)
    {
        try
        {
            await using var service = SessionService.Build(arguments, settingsFile);
            var problems = service.Problems;
            foreach (var problem in problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            if (problems.Count > 0)
            {
                return ExitCodes.Failure;
            }

            await Console.Out.WriteLineAsync(EffectiveSettings.Describe(service.Settings));
            return ExitCodes.Success;
        }
        catch (CommandException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
    }
}
