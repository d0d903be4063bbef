using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Access;

/// <summary>Who may use the service, and from where.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="IsOpen">Whether everybody may do everything from everywhere, as the settings say in so many words.</param>
/// <param name="Origins">Whose pages in a browser may use the service; none by default.</param>
internal sealed record AccessSettings(IReadOnlyList<AccessKey> Keys, bool IsOpen, IReadOnlyList<string> Origins)
{
    /// <summary>Whether everybody who reaches the service may do everything, so that nobody beyond this machine may reach it.</summary>
    public bool IsForLoopbackOnly => Keys.Count == 0 && !IsOpen;

    /// <summary>Reads them; what is wrong is added to the problems.</summary>
    public static AccessSettings Read(SessionsSettings settings, IReadOnlyCollection<string> sessionizers, List<string> problems)
    {
        var keys = KeySettingsReader.Read(settings.Keys, sessionizers, problems);
        var isOpen = string.Equals(settings.Open, bool.TrueString, StringComparison.OrdinalIgnoreCase);
        if (!isOpen && settings.Open is not null && !string.Equals(settings.Open, bool.FalseString, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{SessionsSettings.Section}:{nameof(settings.Open)} must be true or false, but is '{settings.Open}'.");
        }

        if (isOpen && settings.Keys.Count > 0)
        {
            problems.Add(
                $"{SessionsSettings.Section}:{nameof(settings.Open)} lets everybody do everything, but {SessionsSettings.Section}:{nameof(settings.Keys)} is set too: "
                + "one of them must go.");
        }

        foreach (var origin in settings.Cors.Where(origin => !IsOrigin(origin)))
        {
            problems.Add(
                $"{SessionsSettings.Section}:{nameof(settings.Cors)}: an origin is a scheme, a host and a port where it is not the scheme's own, "
                + $"as in https://app.example.com, but is '{origin}'.");
        }

        return new AccessSettings(keys, isOpen, settings.Cors);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && text == uri.GetLeftPart(UriPartial.Authority)
        && uri.UserInfo.Length == 0;
}
