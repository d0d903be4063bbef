using OrleansSessions;

namespace Orleans.Hosting;

/// <summary>Sessions on an Orleans client.</summary>
public static class SessionClientBuilderExtensions
{
    /// <summary>
    /// Adds the stream provider of closed sessions, which <see cref="ISessionClient{TEvent, TResult}.SubscribeAsync"/> needs.
    /// Appending and reading the log work without it.
    /// </summary>
    /// <param name="builder">The client.</param>
    public static IClientBuilder AddSessions(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddPersistentStreams(SessionStreams.ProviderName, (_, _) => new ClosedStreamConsumerFactory(), null);
    }
}
