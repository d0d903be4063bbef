using Microsoft.AspNetCore.Http.Features;

namespace OrleansSessions.Host.Http;

/// <summary>The key in a path <c>/sessionizers/{name}/sessions/{key}</c>.</summary>
internal static class KeyRoute
{
    // A route leaves %2F as it stands, so that a key with a slash could not be asked for.
    public static string WholeKey(HttpContext context, string key)
    {
        const int SlashesBefore = 4;
        var parts = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0].Split('/');
        return parts?.Length > SlashesBefore && parts[0].Length == 0 ? Uri.UnescapeDataString(parts[SlashesBefore]) : key;
    }
}
