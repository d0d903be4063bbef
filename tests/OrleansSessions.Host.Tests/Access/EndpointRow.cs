namespace OrleansSessions.Host.Tests.Access;

/// <summary>An endpoint, a request that it answers with success, and the roles that may send it; null for everybody, also without a key.</summary>
internal sealed record EndpointRow(string Endpoint, string Path, string[]? Roles, string? Body = null)
{
    private static readonly string[] Ingest = ["ingest", "admin"];
    private static readonly string[] Read = ["read", "admin"];
    private static readonly string[] Admin = ["admin"];
    private static readonly string[] Any = ["ingest", "read", "admin"];

    public static IReadOnlyList<EndpointRow> All { get; } =
    [
        new("* /health/live", "/health/live", null),
        new("* /health/ready", "/health/ready", null),
        new("GET /openapi/{documentName}.json", "/openapi/v1.json", null),
        new("GET /reference/favicon.svg", "/reference/favicon.svg", null),
        new("GET /reference/{documentName?}", "/reference/v1", null),
        new("GET /reference/scalar.aspnetcore.js", "/reference/scalar.aspnetcore.js", null),
        new("GET /reference/scalar.js", "/reference/scalar.js", null),
        new("GET /sessionizers", "/sessionizers", Any),
        new("POST /sessionizers/{name}/events", "/sessionizers/trips/events", Ingest, """{"key":"a","timestamp":"2026-01-01T12:00:00Z"}"""),
        new("POST /sessionizers/{name}/watermark", "/sessionizers/trips/watermark", Ingest, """{"watermark":"2026-01-01T00:00:00Z"}"""),
        new("DELETE /sessionizers/{name}/sources/{source}", "/sessionizers/trips/sources/s", Ingest),
        new("POST /sessionizers/{name}/sessions/{key}/end", "/sessionizers/trips/sessions/a/end", Ingest),
        new("GET /sessionizers/{name}", "/sessionizers/trips", Read),
        new("GET /sessionizers/{name}/open", "/sessionizers/trips/open", Read),
        new("GET /sessionizers/{name}/closed", "/sessionizers/trips/closed", Read),
        new("GET /sessionizers/{name}/late", "/sessionizers/trips/late", Read),
        new("GET /sessionizers/{name}/sessions/{key}", "/sessionizers/trips/sessions/a", Read),
        new("DELETE /sessionizers/{name}/sessions/{key}", "/sessionizers/trips/sessions/a", Admin),
        new("POST /sessionizers/{name}/drain", "/sessionizers/trips/drain", Admin),
        new("POST /sessionizers/{name}/reopen", "/sessionizers/trips/reopen", Admin),
    ];

    public string Method => Endpoint[0] == '*' ? "GET" : Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)];

    public bool NamesSessionizer => Path.Contains("/trips", StringComparison.Ordinal);
}
