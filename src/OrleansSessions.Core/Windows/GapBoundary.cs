namespace OrleansSessions;

/// <summary>Whether an event exactly one gap after the last one of a session belongs to it.</summary>
public enum GapBoundary
{
    /// <summary>It starts a new session (the default, as in Beam and Hazelcast Jet).</summary>
    Exclusive,

    /// <summary>It joins the session (as in Flink, Kafka Streams and Spark).</summary>
    Inclusive,
}
