using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OrleansSessions.Host.Page.Api;

/// <summary>Where this process listens itself, for the page, which asks the API as everybody does.</summary>
internal sealed class OwnAddress(IServer server) : IDisposable
{
    private const string SocketPrefix = "http://unix:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lazy<HttpClient> http = new(() => new HttpClient(Create(Find(server))) { BaseAddress = FindBase(server), Timeout = Patience });

    /// <summary>The way of all pages' requests.</summary>
    public HttpClient Http => http.Value;

    public void Dispose()
    {
        if (http.IsValueCreated)
        {
            http.Value.Dispose();
        }
    }

    // One without encryption spares it.
    private static string Find(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.OrderBy(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)).FirstOrDefault()
        ?? throw new InvalidOperationException("The service listens nowhere yet.");

    private static Uri FindBase(IServer server)
    {
        var address = BindingAddress.Parse(Find(server));
        // Where it listens on every address, or on a socket.
        var isNamed = !address.IsUnixPipe && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any);
        return new Uri(address.IsUnixPipe ? "http://localhost" : $"{address.Scheme}://{(isNamed ? address.Host : "localhost")}:{address.Port}");
    }

    private static SocketsHttpHandler Create(string address)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        // Who answers here is this very process, which holds the port: it need not prove who it is, and its certificate names another host.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        if (address.StartsWith(SocketPrefix, StringComparison.OrdinalIgnoreCase))
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address[SocketPrefix.Length..]), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        return handler;
    }
}
