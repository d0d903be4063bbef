namespace OrleansSessions.Testing;

/// <summary>A store does not keep the contract of <see cref="OrleansSessions.Server.ISessionStore"/>.</summary>
public sealed class StoreConformanceException : Exception
{
    /// <summary>Without a message.</summary>
    public StoreConformanceException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What happened.</param>
    public StoreConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public StoreConformanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
