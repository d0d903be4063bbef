using OrleansSessions.Host.Access;
using OrleansSessions.Host.Clustering;
using OrleansSessions.Host.Limits;
using OrleansSessions.Host.Storage;

namespace OrleansSessions.Host.Configuration;

/// <summary>What the settings say.</summary>
/// <param name="Sessionizers">Those that could be read.</param>
/// <param name="Store">Where sessions are kept.</param>
/// <param name="Cluster">How silos find each other.</param>
/// <param name="Limits">What it takes from its callers.</param>
/// <param name="Access">Who may use the service.</param>
/// <param name="HasDashboard">Whether the Orleans Dashboard is there too.</param>
/// <param name="Addresses">Where it listens for HTTP.</param>
/// <param name="Problems">Each mistake, with the setting, its value and the rule; what is wrong has its default meanwhile.</param>
internal sealed record HostSettings(
    IReadOnlyList<ConfiguredSessionizer> Sessionizers,
    StoreSettings Store,
    ClusterSettings Cluster,
    HostLimits Limits,
    AccessSettings Access,
    bool HasDashboard,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Problems)
{
    /// <summary>Reads them. The names of all sessionizers are known, also of those with mistakes.</summary>
    public static HostSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        UnknownSettings.Find(configuration, problems);
        var settings = configuration.GetSection(SessionsSettings.Section).Get<SessionsSettings>() ?? new SessionsSettings();
        var sessionizers = SessionizerSettingsReader.Read(settings.Sessionizers, problems);
        var store = StoreSettings.Read(settings, problems);
        var cluster = ClusterSettings.Read(settings, store.Kind, problems);
        var limits = HostLimits.Read(settings.Limits, problems);
        var access = AccessSettings.Read(settings, settings.Sessionizers.Keys, problems);
        var addresses = ListenAddresses.Read(configuration);
        // Where there are keys with mistakes, those are to be told, not that there are none.
        if (access.IsForLoopbackOnly && settings.Keys.Count == 0)
        {
            problems.AddRange(addresses.Select(ListenAddresses.FindProblem).OfType<string>());
        }

        return new HostSettings(sessionizers, store, cluster, limits, access, ReadDashboard(settings.Dashboard, problems), addresses, problems);
    }

    private static bool ReadDashboard(string? text, List<string> problems)
    {
        if (text is not null && !bool.TryParse(text, out _))
        {
            problems.Add($"{SessionsSettings.Section}:{nameof(SessionsSettings.Dashboard)} must be true or false, but is '{text}'.");
        }

        return bool.TryParse(text, out var isThere) && isThere;
    }
}
