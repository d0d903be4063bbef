using OrleansSessions.Host.Access;
using OrleansSessions.Host.Clustering;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Health;
using OrleansSessions.Host.Http;
using OrleansSessions.Host.Page;
using OrleansSessions.Host.Storage;
using OrleansSessions.Host.Telemetry;

namespace OrleansSessions.Host.Commands;

/// <summary>The service as its settings make it, not started.</summary>
internal sealed class SessionService : IAsyncDisposable
{
    private SessionService(WebApplication app, HostSettings settings) => (App, Settings) = (app, settings);

    public WebApplication App { get; }

    public HostSettings Settings { get; }

    /// <summary>All mistakes in the settings, a line each.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            var problems = Settings.Problems.ToList();
            // A setting with a mistake has its default meanwhile: what the rules say to that means nothing.
            problems.AddRange(App.Services.FindBrokenRules().Where(broken =>
                Settings.Problems.Count == 0
                || (broken.StartsWith(SettingReader.ProblemStart, StringComparison.Ordinal)
                    && !Settings.Problems.Any(problem => problem.StartsWith(broken[..(broken.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)))));
            return problems;
        }
    }

    /// <param name="arguments">Settings on the command line.</param>
    /// <param name="settingsFile">A further file of settings, or null.</param>
    /// <exception cref="CommandException">A file can not be read.</exception>
    public static SessionService Build(string[] arguments, string? settingsFile)
    {
        var builder = CreateBuilder(arguments, settingsFile);
        // What stops the host is told in one line by the command; the host's own log of it would be a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var settings = HostSettings.Read(builder.Configuration);
        builder.Host.UseOrleans(silo => silo
            .UseCluster(settings.Cluster)
            // With a mistake nothing is started, but the rules are looked at; a store would refuse its own mistakes by itself.
            .AddSessions(sessions => sessions.UseStore(settings.Problems.Count == 0 ? settings.Store : new StoreSettings(StoreKind.Memory, "")).AllowClientSubscriptions().AddConfigured(settings.Sessionizers)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen =>
        {
            // Whatever way an address came by: nothing is bound before this.
            if (settings.Access.IsForLoopbackOnly && !ListenAddresses.IsThisMachineOnly(listen.EndPoint))
            {
                throw new CommandException(ListenAddresses.DescribeProblem(listen.EndPoint.ToString()!));
            }
        }));
        builder.Services.AddHealth();
        builder.AddTelemetry();
        builder.Services.AddSingleton(services => new SessionClients(services.GetRequiredService<IClusterClient>(), settings.Sessionizers));
        builder.Services.AddAccess(settings.Access, [.. settings.Sessionizers.Select(sessionizer => sessionizer.Name.Value)]);

        builder.AddApi(settings.Limits);
        builder.AddPage(settings);

        var app = builder.Build();
        SettingsFiles.LogUnreadable(app.Configuration, app.Logger);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            StoreLog.Log(app.Logger, settings.Store);
            AccessLog.Log(app.Logger, settings.Access, app.Urls);
            PageLog.Log(app.Logger, app.Urls);
        });
        app.UseApi();
        app.UseAccess();
        app.MapGroup("").AllowAnonymous().MapHealth();
        app.MapSessionizers();
        app.MapPage();
        return new SessionService(app, settings);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static WebApplicationBuilder CreateBuilder(string[] arguments, string? settingsFile)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = arguments,
                // By this the parts of the page are found, whatever program runs the service.
                ApplicationName = typeof(SessionService).Assembly.GetName().Name,
                // The settings lie beside the program, wherever it is started from.
                ContentRootPath = AppContext.BaseDirectory,
            });
            if (settingsFile is not null)
            {
                SettingsFiles.Add(builder.Configuration, Path.GetFullPath(settingsFile));
            }

            return builder;
        }
        catch (FileNotFoundException)
        {
            throw new CommandException($"There is no file '{settingsFile}'.");
        }
        catch (InvalidDataException exception)
        {
            throw new CommandException($"{exception.Message} {exception.GetBaseException().Message}");
        }
    }
}
