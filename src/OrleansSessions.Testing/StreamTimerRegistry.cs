using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace OrleansSessions.Testing;

/// <summary>
/// Leaves the agents that deliver streams on the real clock, so that delivery does not wait for a test to advance time.
/// </summary>
internal sealed class StreamTimerRegistry(ITimerRegistry grains, ITimerRegistry streams) : ITimerRegistry
{
    private const string StreamsNamespace = "Orleans.Streams";

    public static void Decorate(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(ITimerRegistry)).ImplementationType
            ?? throw new InvalidOperationException("Orleans registers its timer registry in another way than this was made for.");
        services.AddSingleton<ITimerRegistry>(provider => new StreamTimerRegistry(
            (ITimerRegistry)ActivatorUtilities.CreateInstance(provider, inner),
            (ITimerRegistry)ActivatorUtilities.CreateInstance(provider, inner, TimeProvider.System)));
    }

    [Obsolete("As in Orleans.")]
    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        For(grainContext).RegisterTimer(grainContext, callback, state, dueTime, period);

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options) =>
        For(grainContext).RegisterGrainTimer(grainContext, callback, state, options);

    private ITimerRegistry For(IGrainContext context)
    {
        var type = context.GrainInstance?.GetType() ?? context.GetType();
        return type.Namespace?.StartsWith(StreamsNamespace, StringComparison.Ordinal) == true ? streams : grains;
    }
}
