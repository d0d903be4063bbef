using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansSessions;
using OrleansSessions.Server;

namespace Orleans.Hosting;

/// <summary>Adds sessionizers to a silo.</summary>
public sealed class SessionsBuilder
{
    internal SessionsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The silo's services.</summary>
    public IServiceCollection Services { get; }

    internal StreamPubSubType StreamPubSubType { get; private set; } = StreamPubSubType.ImplicitOnly;

    /// <summary>
    /// Lets clients subscribe by <see cref="ISessionClient{TEvent, TResult}.SubscribeAsync"/>. The silo then needs a grain storage
    /// named <c>PubSubStore</c>, which holds the subscriptions. Subscriber grains do not need this.
    /// </summary>
    public SessionsBuilder AllowClientSubscriptions()
    {
        StreamPubSubType = StreamPubSubType.ExplicitGrainBasedAndImplicit;
        return this;
    }

    /// <summary>
    /// Keeps sessions in a store. Silos of a test cluster may share one; it is not disposed with the silo.
    /// </summary>
    /// <param name="store">The store.</param>
    public SessionsBuilder UseStore(ISessionStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Services.AddSingleton(store);
        return this;
    }

    /// <summary>Adds a sessionizer.</summary>
    /// <typeparam name="TEvent">The event type; Orleans must be able to serialize it.</typeparam>
    /// <typeparam name="TAccumulator">What the aggregator accumulates; Orleans must be able to serialize it.</typeparam>
    /// <typeparam name="TResult">The result type; Orleans must be able to serialize it.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="aggregator">Computes the results.</param>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public SessionizerBuilder<TEvent> AddSessionizer<TEvent, TAccumulator, TResult>(
        SessionName<TEvent, TResult> name, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(aggregator);
        var exists = Services.Any(service =>
            service.ImplementationInstance is SessionizerDefinition definition && definition.Name == name.Value);
        if (exists)
        {
            throw new ArgumentException($"There is a sessionizer '{name}' already.", nameof(name));
        }

        var selectors = new EventSelectors<TEvent>();
        Services.AddSingleton<SessionizerDefinition>(
            new SessionizerDefinition<TEvent, TAccumulator, TResult>(name.Value, aggregator, selectors));
        return new SessionizerBuilder<TEvent>(Services.AddOptions<SessionizerOptions>(name.Value), selectors);
    }
}
