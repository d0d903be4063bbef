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
        new("GET /", "/", null),
        new("POST /sign-in", "/sign-in", null),
        new("POST /sign-out", "/sign-out", null),
        new("GET /_framework/opaque-redirect", "/_framework/opaque-redirect", null) { IsWhole = false },
        new("* /_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", Any) { Method = "POST" },
        new("* /_blazor", "/_blazor", Any) { IsWhole = false },
        new("* /_blazor/disconnect", "/_blazor/disconnect", Any) { Method = "POST", IsWhole = false },
        new("* /_blazor/initializers", "/_blazor/initializers", Any),
        Dashboard("", "/"), Dashboard("/index.html"), Dashboard("/favicon.ico"), Dashboard("/index.min.js"), Dashboard("/index.css"),
        Dashboard("/img/{**path}", "/img/OrleansLogo.png"), Dashboard("/fonts/{**path}", "/fonts/none") with { IsWhole = false },
        Dashboard("/version"), Dashboard("/DashboardCounters"), Dashboard("/ClusterStats"), Dashboard("/Reminders"),
        Dashboard("/Reminders/{page:int}", "/Reminders/1"), Dashboard("/SiloStats/{*address}", "/SiloStats/none"),
        Dashboard("/HistoricalStats/{*path}", "/HistoricalStats/none") with { IsWhole = false },
        Dashboard("/SiloProperties/{*address}", "/SiloProperties/none") with { IsWhole = false },
        Dashboard("/SiloMetadata/{*address}", "/SiloMetadata/none") with { IsWhole = false },
        Dashboard("/SiloCounters/{*address}", "/SiloCounters/none") with { IsWhole = false },
        Dashboard("/GrainStats/{*grainName}", "/GrainStats/none"), Dashboard("/TopGrainMethods"), Dashboard("/GrainState"),
        Dashboard("/LifecycleStages"), Dashboard("/GrainTypes"), Dashboard("/Trace") with { IsWhole = false },
    ];

    public string Method
    {
        get => field ?? (Endpoint[0] == '*' ? "GET" : Endpoint[..Endpoint.IndexOfAny([' ', ','])]);
        init;
    }

    /// <summary>Whether the request is all that it takes; otherwise who may gets another refusal, that has nothing to do with keys.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether the key must be for all sessionizers.</summary>
    public bool IsForAll { get; init; }

    public bool NamesSessionizer => Path.Contains("/trips", StringComparison.Ordinal);

    private static EndpointRow Dashboard(string pattern, string? path = null) =>
        new($"GET /dashboard{pattern}", $"/dashboard{path ?? pattern}", Admin) { IsForAll = true };
}
