namespace OrleansSessions;

/// <summary>A session operation could not be carried out. What it was asked to do is not acknowledged and may be tried again.</summary>
[GenerateSerializer, Alias("orleanssessions.exception")]
public class SessionException : Exception
{
    /// <summary>Without a message.</summary>
    public SessionException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What went wrong, naming the sessionizer and the key.</param>
    public SessionException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    /// <param name="message">What went wrong, naming the sessionizer and the key.</param>
    /// <param name="innerException">The cause.</param>
    public SessionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
