using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>Where a silo is found on the loopback address.</summary>
internal sealed record SiloPorts(int Silo, int Gateway)
{
    public static SiloPorts FindFree()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return new SiloPorts(((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }

    public string[] ToArguments(SiloPorts primary) =>
        [.. new[] { Silo, Gateway, primary.Silo }.Select(port => port.ToString(CultureInfo.InvariantCulture))];
}
