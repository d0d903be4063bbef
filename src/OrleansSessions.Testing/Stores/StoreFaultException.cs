namespace OrleansSessions.Testing;

/// <summary>A failure that a check has asked for.</summary>
public sealed class StoreFaultException : Exception
{
    /// <summary>Without a message.</summary>
    public StoreFaultException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What happened.</param>
    public StoreFaultException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public StoreFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
