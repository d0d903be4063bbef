namespace OrleansSessions.Benchmarks.Load;

/// <summary>By which way events are sent.</summary>
internal enum LoadTarget
{
    /// <summary>Bodies of NDJSON to <c>silo-host</c>.</summary>
    Http,

    /// <summary>An Orleans client of a silo in another process.</summary>
    Client,
}
