using System.Net;
using OrleansSessions.Host.Http;
using OrleansSessions.Host.Page.Access;

namespace OrleansSessions.Host.Access;

/// <summary>
/// Where no key is needed, a page of any site that somebody here has open in a browser could send requests too. It names itself in
/// the header Origin; one that has its own name resolved to this machine, in the header Host. Where keys are needed, the same holds for
/// the service's own page, which a browser signs in to.
/// </summary>
internal sealed class OpenGate(RequestDelegate next, AccessKeys keys, AccessSettings settings)
{
    public Task InvokeAsync(HttpContext context) => FindProblem(context.Request) is { } problem
        ? Problems.Forbidden(problem).ExecuteAsync(context)
        : next(context);

    private string? FindProblem(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var isPage = PagePaths.Includes(request.Path);
        if (keys.Everybody is not null && !settings.IsOpen && request.Host.HasValue && !IsLoopback(request.Host.Host))
        {
            return $"No key is configured, so this service is for its own machine only, but was asked for as '{request.Host}'.";
        }

        // On the page without the scheme, which is another one behind a proxy that has the certificate.
        if (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}" || (isPage && origin.EndsWith($"://{request.Host}", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (isPage)
        {
            return $"Pages of '{origin}' may not use the page of this service, which is at '{request.Host}'.";
        }

        return keys.Everybody is null || settings.Origins.Contains(origin)
            ? null
            : $"Pages of '{origin}' may not use this service: Sessions:Cors does not list it.";
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
