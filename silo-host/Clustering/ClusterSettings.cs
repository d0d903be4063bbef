using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Storage;
using StackExchange.Redis;

namespace OrleansSessions.Host.Clustering;

/// <summary>How the silo finds others and is found.</summary>
/// <param name="Name">The cluster.</param>
/// <param name="Address">Where the silo listens.</param>
/// <param name="SiloPort">For other silos.</param>
/// <param name="GatewayPort">For Orleans clients.</param>
/// <param name="Redis">Where silos find each other; null for one silo alone.</param>
/// <param name="ProbeTimeout">How long a probe of another silo may be unanswered.</param>
internal sealed record ClusterSettings(
    string Name, IPAddress Address, int SiloPort, int GatewayPort, ConfigurationOptions? Redis, TimeSpan ProbeTimeout)
{
    private static readonly SessionsSettings Defaults = new();

    /// <summary>Reads them; what is wrong is added to the problems.</summary>
    public static ClusterSettings Read(SessionsSettings settings, StoreKind store, List<string> problems)
    {
        if (settings.Redis is not null && store != StoreKind.Postgres)
        {
            problems.Add(
                $"{SessionsSettings.Section}:{nameof(settings.Redis)} makes this silo one of a cluster, whose silos share a store: "
                + $"{SessionsSettings.Section}:{nameof(settings.PostgreSql)} must be set.");
        }

        if (settings.Redis is null && settings.Address is not null)
        {
            problems.Add(
                $"{SessionsSettings.Section}:{nameof(settings.Address)} is set, but one silo alone is on loopback: "
                + $"{SessionsSettings.Section}:{nameof(settings.Redis)} must be set too.");
        }

        if (!Durations.TryParse(settings.ProbeTimeout, out var probeTimeout) || probeTimeout < TimeSpan.FromMilliseconds(100))
        {
            problems.Add($"{SessionsSettings.Section}:{nameof(settings.ProbeTimeout)} must be {Durations.Form}, at least 100ms, but is '{settings.ProbeTimeout}'.");
            _ = Durations.TryParse(Defaults.ProbeTimeout, out probeTimeout);
        }

        var siloPort = ReadPort(nameof(settings.SiloPort), settings.SiloPort, problems);
        var gatewayPort = ReadPort(nameof(settings.GatewayPort), settings.GatewayPort, problems);
        if (siloPort == gatewayPort && siloPort is not null)
        {
            problems.Add($"{SessionsSettings.Section}:{nameof(settings.SiloPort)} and {SessionsSettings.Section}:{nameof(settings.GatewayPort)} must differ, but both are {siloPort}.");
        }

        return new ClusterSettings(
            settings.Cluster, ReadAddress(settings.Address, problems), siloPort ?? int.Parse(Defaults.SiloPort, CultureInfo.InvariantCulture), gatewayPort ?? int.Parse(Defaults.GatewayPort, CultureInfo.InvariantCulture),
            ReadRedis(settings.Redis, problems), probeTimeout);
    }

    private static int? ReadPort(string setting, string text, List<string> problems)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort)
        {
            return port;
        }

        problems.Add($"{SessionsSettings.Section}:{setting} must be a port from 1 to {IPEndPoint.MaxPort}, but is '{text}'.");
        return null;
    }

    private static IPAddress ReadAddress(string? address, List<string> problems)
    {
        if (address is null)
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(address, out var parsed))
        {
            return parsed;
        }

        try
        {
            return Dns.GetHostAddresses(address, AddressFamily.InterNetwork)[0];
        }
        catch (Exception exception) when (exception is SocketException or IndexOutOfRangeException)
        {
            problems.Add($"{SessionsSettings.Section}:{nameof(SessionsSettings.Address)}: '{address}' is neither an address nor a name that has one.");
            return IPAddress.Loopback;
        }
    }

    private static ConfigurationOptions? ReadRedis(string? redis, List<string> problems)
    {
        if (redis is null)
        {
            return null;
        }

        try
        {
            var options = ConfigurationOptions.Parse(redis);
            if (options.EndPoints.Count > 0)
            {
                // A silo that starts before its Redis server, or while that restarts, waits for it instead of failing.
                options.AbortOnConnectFail = false;
                return options;
            }
        }
        catch (ArgumentException)
        {
            // Told below: what it says may contain the password.
        }

        problems.Add($"{SessionsSettings.Section}:{nameof(SessionsSettings.Redis)} must be HOST:PORT, and options after commas.");
        return null;
    }
}
