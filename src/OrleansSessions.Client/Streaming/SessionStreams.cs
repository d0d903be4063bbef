namespace OrleansSessions;

/// <summary>The names of the streams of closed sessions and late events: one stream per sessionizer and partition.</summary>
public static class SessionStreams
{
    /// <summary>The name of the stream provider.</summary>
    public const string ProviderName = "sessions";

    /// <summary>What a sessionizer's name is followed by in the namespace of its late streams.</summary>
    public const string LateSuffix = ".late";

    /// <summary>
    /// The stream of a sessionizer's closed sessions of one partition. Its namespace is the sessionizer's name, its key the
    /// partition's number, so <c>[ImplicitStreamSubscription("name")]</c> on a grain with an integer key subscribes.
    /// </summary>
    /// <param name="sessionizer">The sessionizer's name.</param>
    /// <param name="partition">The partition, from zero.</param>
    public static StreamId Closed(string sessionizer, int partition) => StreamId.Create(sessionizer, partition);

    /// <summary>The stream of a sessionizer's late events of one partition.</summary>
    /// <param name="sessionizer">The sessionizer's name.</param>
    /// <param name="partition">The partition, from zero.</param>
    public static StreamId Late(string sessionizer, int partition) => StreamId.Create(sessionizer + LateSuffix, partition);
}
