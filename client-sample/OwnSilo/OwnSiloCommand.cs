using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansSessions.ClientSample;

/// <summary>A silo with a sessionizer of its own types, in this process: what an application has that embeds sessions.</summary>
internal static class OwnSiloCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<VisitReport>();
        // Any free port, and no gateway: the only client is this process, and a silo-host may run beside it.
        builder.UseOrleans(silo => silo.UseLocalhostClustering(SiloPort.FindFree(), gatewayPort: 0).AddPageVisits());
        using var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            await ImportAsync(host.Services, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopped.");
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    private static async Task ImportAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var visits = services.GetRequiredService<IClusterClient>().GetSessions(PageVisitSessions.Name);
        var importer = new LogImporter(visits);
        await importer.ImportAsync(cancellationToken);

        var count = await ClosedVisits.CountAsync(visits, SessionCursor.Beginning, cancellationToken);
        var closed = await services.GetRequiredService<VisitReport>().WaitForAsync(count, cancellationToken);
        foreach (var line in EntryPages.Describe(closed))
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{importer.Accepted:N0} requests, {importer.Late:N0} late, {importer.Duplicates:N0} sent again and not counted again, {count:N0} visits."));
    }
}
