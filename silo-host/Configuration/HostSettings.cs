using OrleansSessions.Host.Clustering;
using OrleansSessions.Host.Commands;
using OrleansSessions.Host.Limits;
using OrleansSessions.Host.Storage;

namespace OrleansSessions.Host.Configuration;

/// <summary>What the settings say, read and found to be right.</summary>
internal sealed record HostSettings(IReadOnlyList<ConfiguredSessionizer> Sessionizers, StoreSettings Store, ClusterSettings Cluster, HostLimits Limits)
{
    /// <exception cref="CommandException">Something is wrong; the message names each setting, its value and the rule.</exception>
    public static HostSettings Read(SessionsSettings settings)
    {
        var problems = new List<string>();
        var sessionizers = SessionizerSettingsReader.Read(settings.Sessionizers, problems);
        var store = StoreSettings.Read(settings, problems);
        var cluster = ClusterSettings.Read(settings, store.Kind, problems);
        var limits = HostLimits.Read(settings.Limits, problems);
        return problems.Count == 0
            ? new HostSettings(sessionizers, store, cluster, limits)
            : throw new CommandException(string.Join(Environment.NewLine, problems));
    }
}
