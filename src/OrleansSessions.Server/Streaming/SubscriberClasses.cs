using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Metadata;

namespace OrleansSessions.Server;

/// <summary>
/// Warns of subscriber grains that another silo has and this one has not: while no silo with the class is there, Orleans knows of
/// no subscriber, and what is read from the log counts as delivered.
/// </summary>
internal sealed partial class SubscriberClasses(
    IClusterManifestProvider manifests, IServiceProvider services, ILogger<SubscriberClasses> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const string ExactNamespace = "namespace:";

    private readonly HashSet<GrainType> told = [];
    private readonly CancellationTokenSource stopping = new();
    private Task watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<SubscriberClasses>(
        ServiceLifecycleStage.Active,
        _ =>
        {
            watching = Task.Run(WatchAsync, CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await stopping.CancelAsync();
            await watching;
        });

    public void Dispose() => stopping.Dispose();

    private async Task WatchAsync()
    {
        // Asked for only now: participants are made before the options have been validated.
        var catalog = services.GetRequiredService<SessionizerCatalog>();
        try
        {
            await foreach (var cluster in manifests.Updates.WithCancellation(stopping.Token))
            {
                foreach (var (silo, manifest) in cluster.Silos)
                {
                    Compare(silo, manifest, catalog);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private void Compare(SiloAddress silo, GrainManifest manifest, SessionizerCatalog catalog)
    {
        foreach (var (type, properties) in manifest.Grains)
        {
            if (!manifests.LocalGrainManifest.Grains.ContainsKey(type) && IsSubscriber(properties, catalog) && told.Add(type))
            {
                LogMissing(logger, silo, type.ToString()!);
            }
        }
    }

    private static bool IsSubscriber(GrainProperties properties, SessionizerCatalog catalog) => properties.Properties.Any(property =>
        property.Key.StartsWith(WellKnownGrainTypeProperties.BindingPrefix, StringComparison.Ordinal)
        && property.Key.EndsWith(WellKnownGrainTypeProperties.StreamBindingPatternKey, StringComparison.Ordinal)
        && property.Value.StartsWith(ExactNamespace, StringComparison.Ordinal)
        && catalog.Find(property.Value[ExactNamespace.Length..].Replace(SessionStreams.LateSuffix, "", StringComparison.Ordinal)) is not null);
}
