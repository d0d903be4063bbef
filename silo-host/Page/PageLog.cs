using System.Net;

namespace OrleansSessions.Host.Page;

/// <summary>Says at start where the page is.</summary>
internal static partial class PageLog
{
    public static void Log(ILogger logger, IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe))
        {
            // Where it listens on every address, this machine's own is one that a browser here can open.
            var isAny = !IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? address.Host is "*" or "+" : ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any);
            var page = $"{address.Scheme}://{(isAny ? "localhost" : address.Host)}:{address.Port}/";
            LogPage(logger, page);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The page is at {Address}")]
    private static partial void LogPage(ILogger logger, string address);
}
