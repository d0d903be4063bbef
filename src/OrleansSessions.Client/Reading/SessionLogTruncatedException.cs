namespace OrleansSessions;

/// <summary>A reader asked for what retention has removed: it must decide how to go on, for it has missed sessions.</summary>
[GenerateSerializer, Alias("orleanssessions.truncated")]
public sealed class SessionLogTruncatedException : SessionException
{
    /// <summary>Without a message.</summary>
    public SessionLogTruncatedException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What has been removed.</param>
    public SessionLogTruncatedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    /// <param name="message">What has been removed.</param>
    /// <param name="innerException">The cause.</param>
    public SessionLogTruncatedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For a position that is no longer there.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="requested">The first position that was asked for.</param>
    /// <param name="oldest">The oldest position that is left.</param>
    public SessionLogTruncatedException(int partition, long requested, long oldest)
        : base($"Position {requested} of partition {partition} has been removed by retention; the oldest left is {oldest}.")
    {
        Partition = partition;
        Requested = requested;
        Oldest = oldest;
    }

    /// <summary>The partition.</summary>
    [Id(0)]
    public int Partition { get; }

    /// <summary>The first position that was asked for.</summary>
    [Id(1)]
    public long Requested { get; }

    /// <summary>The oldest position that is left.</summary>
    [Id(2)]
    public long Oldest { get; }
}
