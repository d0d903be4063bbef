namespace OrleansSessions;

/// <summary>Sessions on a cluster client.</summary>
public static class SessionClusterClientExtensions
{
    /// <summary>A sessionizer of the cluster. Whether it exists there shows at the first call.</summary>
    /// <typeparam name="TEvent">The event type.</typeparam>
    /// <typeparam name="TResult">The result type of its closed sessions.</typeparam>
    /// <param name="client">The cluster client, of a client process or of a silo.</param>
    /// <param name="name">The sessionizer.</param>
    public static ISessionClient<TEvent, TResult> GetSessions<TEvent, TResult>(
        this IClusterClient client, SessionName<TEvent, TResult> name)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(name);
        return new SessionClient<TEvent, TResult>(client, name.Value, null);
    }
}
