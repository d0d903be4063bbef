namespace OrleansSessions.Host.Http.Bodies;

/// <summary>A request's body can not be read on.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">Which value breaks which rule.</param>
/// <param name="innerException">The cause.</param>
internal sealed class BodyException(int status, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int Status => status;

    /// <summary>Whether the same request may be taken later.</summary>
    public bool IsWorthRetrying => status is StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests;
}
