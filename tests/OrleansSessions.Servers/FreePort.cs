using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansSessions.Servers;

/// <summary>Loopback ports of this process alone, for the programs that it starts.</summary>
public static class FreePort
{
    // Below the ports of outgoing connections, which take any at any time, and below those that Orleans' TestCluster looks for.
    private const int First = 12_000;
    private const int End = 22_000;

    // A socket of UDP keeps nobody from listening by TCP. It says to other processes of tests that the number is taken, as long as this one lives.
    private static readonly ConcurrentBag<Socket> Taken = [];

    /// <summary>Finds one that nobody listens on, and nobody else is given before this process has ended.</summary>
    public static int Find()
    {
        while (true)
        {
            var address = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(First, End));
            var taking = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                taking.Bind(address);
                using var listener = new TcpListener(address);
                listener.Start();
                Taken.Add(taking);
                return address.Port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                taking.Dispose();
            }
        }
    }
}
