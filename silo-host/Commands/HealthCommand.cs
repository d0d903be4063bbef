using System.CommandLine;
using OrleansSessions.Host.Health;
using OrleansSessions.Host.Remote;

namespace OrleansSessions.Host.Commands;

/// <summary>Asks a running host whether it is ready; for the health check of a container that has no other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static Command Create()
    {
        var command = new Command("health", "Ask a running host whether it is ready: exit code 0 when it is, otherwise 1 and the reason; 2 for wrong usage.") { RemoteHost.Address };
        command.SetAction((parsed, cancellationToken) => AskAsync(parsed.GetRequiredValue(RemoteHost.Address), cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(HealthEndpoints.ReadyPath, UriKind.Relative), cancellationToken);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {exception.Message}");
            return ExitCodes.Failure;
        }
    }
}
