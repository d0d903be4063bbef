using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OrleansSessions.Host.Clustering;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Health;
using OrleansSessions.Host.Http;
using OrleansSessions.Host.Storage;

namespace OrleansSessions.Host.Commands;

/// <summary>Runs a silo with HTTP in front of it.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the service (the default). Settings come from appsettings.json, the environment and --Name=value.");
        Configure(command);
        return command;
    }

    public static void Configure(Command command)
    {
        // What is not an option of ours is a setting of the host: --urls http://127.0.0.1:9000, --Sessions:SiloPort=11112.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Build(arguments);
            app.Services.ValidateSettings();
            await app.RunAsync(cancellationToken);
            return ExitCodes.Success;
        }
        catch (Exception exception) when (FindReason(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return ExitCodes.Failure;
        }
    }

    internal static WebApplication Build(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            // The settings lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        // What stops the host is told in one line by RunAsync; the host's own log of it would be a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var settings = HostSettings.Read(Bind(builder.Configuration));
        var cluster = settings.Cluster;
        ThrowIfTaken(nameof(cluster.SiloPort), cluster.Address, cluster.SiloPort);
        ThrowIfTaken(nameof(cluster.GatewayPort), cluster.Address, cluster.GatewayPort);
        builder.Host.UseOrleans(silo => silo
            .UseCluster(cluster)
            .AddSessions(sessions => sessions.UseStore(settings.Store).AllowClientSubscriptions().AddConfigured(settings.Sessionizers)));
        builder.Services.AddHealth();
        builder.Services.AddSingleton(services => new SessionClients(services.GetRequiredService<IClusterClient>(), settings.Sessionizers));

        builder.AddApi(settings.Limits);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => StoreLog.Log(app.Logger, settings.Store));
        app.UseApi();
        app.MapHealth();
        app.MapSessionizers();
        return app;
    }

    private static SessionsSettings Bind(ConfigurationManager configuration)
    {
        try
        {
            // A misspelt setting would otherwise leave its default in force, unnoticed.
            return configuration.GetSection(SessionsSettings.Section)
                .Get<SessionsSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new SessionsSettings();
        }
        catch (InvalidOperationException exception)
        {
            throw new CommandException($"Settings: {(exception.InnerException as InvalidOperationException ?? exception).Message}");
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
        catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
        {
            throw new CommandException($"{SessionsSettings.Section}:{setting}: port {port} can not be used: {exception.Message}");
        }
    }

    private static string? FindReason(Exception exception) => exception switch
    {
        CommandException or OrleansConfigurationException or OptionsValidationException or SessionException => exception.Message,
        IOException { InnerException: Exception inner } when FindReason(inner) is not null => exception.Message,
        SocketException or FormatException => exception.Message,
        AggregateException { InnerException: { } inner } => FindReason(inner),
        _ when exception.GetType().Name == "AddressInUseException" => exception.Message,
        _ => null,
    };
}
