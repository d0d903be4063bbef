using System.Net;
using OrleansSessions.Host.Http;

namespace OrleansSessions.Host.Access;

/// <summary>
/// Where no key is needed, a page of any site that somebody here has open in a browser could send requests too. It names itself in
/// the header Origin; one that has its own name resolved to this machine, in the header Host.
/// </summary>
internal sealed class OpenGate(RequestDelegate next, AccessKeys keys, AccessSettings settings)
{
    public Task InvokeAsync(HttpContext context) => keys.Everybody is not null && FindProblem(context.Request) is { } problem
        ? Problems.Forbidden(problem).ExecuteAsync(context)
        : next(context);

    private string? FindProblem(HttpRequest request)
    {
        if (!settings.IsOpen && request.Host.HasValue && !IsLoopback(request.Host.Host))
        {
            return $"No key is configured, so this service is for its own machine only, but was asked for as '{request.Host}'.";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}" && !settings.Origins.Contains(origin)
            ? $"Pages of '{origin}' may not use this service: Sessions:Cors does not list it."
            : null;
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
