using System.Net;

namespace OrleansSessions.Host.Access;

/// <summary>Where the service is going to listen, as the settings of Kestrel say.</summary>
internal static class ListenAddresses
{
    /// <summary>What is wrong with listening there without a key; null when it is only this machine that gets there.</summary>
    public static string? FindProblem(string address) => IsThisMachineOnly(address) ? null : DescribeProblem(address);

    public static string DescribeProblem(string address) =>
        $"{address} can be reached from other machines, and no key is configured: everybody there could do everything. Make a key by "
        + "'silo-host create-key NAME' and put it into the settings, or say Sessions:Open=true, or listen on 127.0.0.1.";

    /// <summary>In the order in which Kestrel prefers them.</summary>
    public static IReadOnlyList<string> Read(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            return Split(urls);
        }

        return
        [
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
            .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
    }

    /// <summary>Whether an address that Kestrel is about to bind is reached from this machine only.</summary>
    public static bool IsThisMachineOnly(EndPoint address) => address is not IPEndPoint ip || IPAddress.IsLoopback(ip.Address);

    public static bool IsThisMachineOnly(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            // Kestrel refuses it, and says why.
            return true;
        }

        return parsed.IsUnixPipe || parsed.IsNamedPipe
            || string.Equals(parsed.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
