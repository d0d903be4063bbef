namespace OrleansSessions.Testing;

/// <summary>An aggregator breaks a law of <see cref="SessionAggregatorLaws"/>.</summary>
public sealed class SessionAggregatorLawException : Exception
{
    /// <summary>Without a message.</summary>
    public SessionAggregatorLawException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">The law, and the session that shows it.</param>
    public SessionAggregatorLawException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    /// <param name="message">The law, and the session that shows it.</param>
    /// <param name="innerException">The cause.</param>
    public SessionAggregatorLawException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
