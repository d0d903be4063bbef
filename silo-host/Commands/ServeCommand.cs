using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Commands;

/// <summary>Runs a silo with HTTP in front of it.</summary>
internal static class ServeCommand
{
    public static readonly Option<string?> SettingsFile = new("--settings")
    {
        Description = "A file of settings in the form of appsettings.json, which it goes before.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "serve",
            "Run the service (the default). Settings come from appsettings.json, --settings, the environment (Sessions__SiloPort) "
            + "and the command line (--Sessions:SiloPort=11112); the later go before the earlier. " + ExitCodes.Help);
        Configure(command);
        return command;
    }

    public static void Configure(Command command)
    {
        command.Options.Add(SettingsFile);
        // What is not an option of ours is a setting of the host: --urls http://127.0.0.1:9000, --Sessions:SiloPort=11112.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => RunAsync([.. parsed.UnmatchedTokens], parsed.GetValue(SettingsFile), cancellationToken));
    }

    private static async Task<int> RunAsync(string[] arguments, string? settingsFile, CancellationToken cancellationToken)
    {
        try
        {
            await using var service = SessionService.Build(arguments, settingsFile);
            if (service.Problems is { Count: > 0 } problems)
            {
                throw new CommandException(string.Join(Environment.NewLine, problems));
            }

            var cluster = service.Settings.Cluster;
            ThrowIfTaken(nameof(cluster.SiloPort), cluster.Address, cluster.SiloPort);
            ThrowIfTaken(nameof(cluster.GatewayPort), cluster.Address, cluster.GatewayPort);
            await service.App.RunAsync(cancellationToken);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (FindReason(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return ExitCodes.Failure;
        }
    }

    // Silos listen with an option by which two processes can share a port: each would get some of the other's connections.
    private static void ThrowIfTaken(string setting, IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new CommandException($"{SessionsSettings.Section}:{setting}: port {port} can not be used: {exception.Message}");
        }
    }

    private static string? FindReason(Exception exception) => exception switch
    {
        CommandException or OrleansConfigurationException or OptionsValidationException or SessionException => exception.Message,
        IOException { InnerException: Exception inner } when FindReason(inner) is not null => exception.Message,
        SocketException or FormatException => exception.Message,
        // What Kestrel says of its own settings, and of certificates that can not be read.
        CryptographicException or FileNotFoundException or DirectoryNotFoundException => $"Kestrel: {exception.Message}",
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } => $"Kestrel: {exception.Message}",
        AggregateException { InnerException: { } inner } => FindReason(inner),
        _ when exception.GetType().Name == "AddressInUseException" => exception.Message,
        _ => null,
    };
}
