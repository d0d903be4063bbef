using OrleansSessions.Servers;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>A cluster of one silo, and a client of it.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly SiloProcess process;
    private readonly SiloClient client;

    private RunningSilo(SiloProcess process, SiloClient client) => (this.process, this.client) = (process, client);

    public ISessionClient<Visit, VisitSummary> Visits => client.Visits;

    public ISessionClient<Visit, long> Reshaped => client.Reshaped;

    public static async Task<RunningSilo> StartAsync(SiloVersion version, string store)
    {
        var ports = SiloPorts.FindFree();
        var process = await SiloProcess.StartAsync(version, store, ports);
        return new RunningSilo(process, await SiloClient.ConnectAsync(ports, "test"));
    }

    public async Task EndAsync(SiloEnd end)
    {
        await client.DisposeAsync();
        await (end == SiloEnd.Killed ? process.KillAsync() : process.StopAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await process.DisposeAsync();
    }
}
