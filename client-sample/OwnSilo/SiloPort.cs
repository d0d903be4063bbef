using System.Net;
using System.Net.Sockets;

namespace OrleansSessions.ClientSample;

/// <summary>The loopback port of a silo that only its own process talks to.</summary>
internal static class SiloPort
{
    // Below the ports of outgoing connections, one of which could take it before the silo does.
    private const int First = 12_000;
    private const int End = 22_000;

    public static int FindFree()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, End));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }
    }
}
