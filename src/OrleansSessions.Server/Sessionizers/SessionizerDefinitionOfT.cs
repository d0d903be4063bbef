using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions.Server;

internal sealed class SessionizerDefinition<TEvent, TAccumulator, TResult>(
    string name, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator, EventSelectors<TEvent> selectors)
    : SessionizerDefinition(name)
{
    public override bool HasGapSelector => selectors.Gap is not null;

    public override Sessionizer Create(IServiceProvider services, SessionizerOptions options, TimeProvider clock) =>
        new Sessionizer<TEvent, TAccumulator, TResult>(
            Name,
            options,
            clock,
            aggregator,
            selectors,
            ActivatorUtilities.CreateInstance<SessionSerializers<TEvent, TAccumulator, TResult>>(services))
        {
            Metrics = new SessionizerMetrics(
                services.GetRequiredService<SessionInstruments>(), Name, services.GetRequiredService<TimeProvider>()),
        };
}
