using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions.Server;

internal sealed class SessionizerDefinition<TEvent, TAccumulator, TResult>(
    string name, Func<IServiceProvider, ISessionAggregator<TEvent, TAccumulator, TResult>> aggregator)
    : SessionizerDefinition(name)
{
    public override Sessionizer Create(IServiceProvider services, SessionizerOptions options, TimeProvider clock) =>
        new Sessionizer<TEvent, TAccumulator, TResult>(
            Name,
            options,
            clock,
            aggregator(services),
            ActivatorUtilities.CreateInstance<SessionSerializers<TEvent, TAccumulator, TResult>>(services));
}
