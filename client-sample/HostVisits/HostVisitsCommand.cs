using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSessions.Fields;

namespace OrleansSessions.ClientSample;

/// <summary>A client of a running silo-host, whose sessionizers take events with any fields: plays the log and prints visits as they end.</summary>
internal static class HostVisitsCommand
{
    private static readonly SessionName<FieldEvent, FieldResult> Visits = new("visits");

    public static async Task<int> RunAsync(int gatewayPort, double speedUp, TimeSpan wait, CancellationToken cancellationToken)
    {
        var gateway = $"127.0.0.1:{gatewayPort}";
        var patience = new SiloPatience(gateway, wait, Console.Error, TimeProvider.System);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(gatewayPort)
            .UseConnectionRetryFilter(patience.ShouldRetryAsync)
            .AddSessions());
        using var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            await PlayAsync(host.Services.GetRequiredService<IClusterClient>().GetSessions(Visits), speedUp, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopped.");
            return 0;
        }
        catch (Exception exception) when (patience.IsOver)
        {
            await Console.Error.WriteLineAsync($"No silo has answered at {gateway} in {wait.TotalSeconds:0} s: {exception.Message}");
            return 1;
        }
        catch (Exception exception) when (exception is SessionException or OrleansException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"The silo at {gateway} has not taken the log: {exception.Message}");
            return 1;
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
        await player.PlayAsync(speedUp, cancellationToken);
        await printer.WaitForAsync(await ClosedVisits.CountAsync(visits, from, cancellationToken), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{player.Accepted:N0} requests, {player.Late:N0} late, {printer.Printed:N0} visits."));
    }
}
