using System.Net;

namespace OrleansSessions.Host.Page.Api;

/// <summary>What the API refuses, in its own words.</summary>
internal sealed class PageApiException(HttpStatusCode? status, string message) : Exception(message)
{
    /// <summary>Null when it did not answer.</summary>
    public HttpStatusCode? Status => status;
}
