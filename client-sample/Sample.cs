using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSessions.Fields;

namespace OrleansSessions.ClientSample;

/// <summary>An Orleans client app: connects, subscribes, plays the log, and ends cleanly on Ctrl-C.</summary>
internal static class Sample
{
    private static readonly SessionName<FieldEvent, FieldResult> Visits = new("visits");

    public static async Task<int> RunAsync(int gatewayPort, double speedUp, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort).AddSessions());
        using var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SiloUnavailableException or Orleans.Runtime.Messaging.ConnectionFailedException)
        {
            await Console.Error.WriteLineAsync(
                $"No silo answers at 127.0.0.1:{gatewayPort}. Start one with: dotnet run --project silo-host");
            return 1;
        }

        try
        {
            await PlayAsync(host.Services.GetRequiredService<IClusterClient>().GetSessions(Visits), speedUp, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopped.");
            return 0;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task PlayAsync(
        ISessionClient<FieldEvent, FieldResult> visits, double speedUp, CancellationToken cancellationToken)
    {
        var printer = new VisitPrinter(Console.Out);
        var from = (await visits.ReadClosedPageAsync(SessionCursor.End, 1, cancellationToken: cancellationToken)).Next;
        await using var subscription = await visits.SubscribeAsync(printer.PrintAsync);

        var player = new LogPlayer(visits, TimeProvider.System);
        var (accepted, late) = await player.PlayAsync(
            Path.Combine(AppContext.BaseDirectory, "nasa-1995-08-01.ndjson.gz"), speedUp, cancellationToken);
        await printer.WaitForAsync(await CountAsync(visits, from, cancellationToken), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{accepted:N0} requests, {late:N0} late, {printer.Printed:N0} visits."));
    }

    private static async Task<int> CountAsync(
        ISessionClient<FieldEvent, FieldResult> visits, SessionCursor from, CancellationToken cancellationToken)
    {
        const int PageSize = 1_000;
        var count = 0;
        LogPage<ClosedSession<FieldResult>> page;
        do
        {
            page = await visits.ReadClosedPageAsync(from, PageSize, cancellationToken: cancellationToken);
            from = page.Next;
            count += page.Items.Count;
        }
        while (page.Items.Count == PageSize);
        return count;
    }
}
