namespace OrleansSessions.Host.Http;

/// <summary>The query of a request. Not bound by the framework, which would take the first of two.</summary>
internal static class QueryParameters
{
    /// <summary>A parameter that may be given once; null when it is not.</summary>
    /// <exception cref="ArgumentException">It is given more than once.</exception>
    public static string? FindQuery(this HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count <= 1 ? values.FirstOrDefault() : throw new ArgumentException($"{name} must be given once, but is '{values}'.");
    }
}
