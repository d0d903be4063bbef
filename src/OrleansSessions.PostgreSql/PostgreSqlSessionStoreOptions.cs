namespace OrleansSessions.PostgreSql;

/// <summary>Where a PostgreSQL store is, and its bounds. Every silo of a cluster must set the same schema and partitions.</summary>
public sealed class PostgreSqlSessionStoreOptions
{
    /// <summary>
    /// How to reach the server, as Npgsql writes it: <c>Host=…;Port=…;Database=…;Username=…;Password=…</c>. Required. The
    /// connections must be sessions of their own: a pooler in between must pool by session.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The schema that holds all tables of the store, and that the store creates where it is missing; default
    /// <c>orleans_sessions</c>. 1 to 63 of a-z, 0-9 and '_', beginning with a letter or '_', not with 'pg_'.
    /// </summary>
    public string Schema { get; set; } = "orleans_sessions";

    /// <summary>
    /// The number of partitions of the log, 1 to 1,024; default 16. Fixed when the store is created: a silo that asks for
    /// another number is refused. More let more subscriber grains work at once.
    /// </summary>
    public int Partitions { get; set; } = 16;

    /// <summary>
    /// The most connections of one silo, 4 to 1,000; default 16. More let more keys be read at once; the server's
    /// <c>max_connections</c> must allow for those of all silos together.
    /// </summary>
    public int MaxPoolSize { get; set; } = 16;

    /// <summary>
    /// How long an entry stays on the log; at least one minute, default 7 days, null for ever. Longer keeps more for readers
    /// that come late, and for queries, and takes room on the server's disk.
    /// </summary>
    public TimeSpan? MaxLogAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// The most entries that the log keeps, over all partitions; at least one a partition, default 100,000,000. The oldest
    /// are removed first, some time after the bound was passed. An entry takes about half a kilobyte and its payload twice.
    /// </summary>
    public long MaxLogEntries { get; set; } = 100_000_000;

    /// <summary>
    /// How often a silo looks for entries of the log to remove, 1 second to 1 day; default 1 minute. Silos take turns.
    /// </summary>
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long an operation goes on trying while the server can not be reached or has no connection to give, 0 to 5 minutes;
    /// default 10 seconds. Longer rides out longer restarts of the server, and lets callers wait longer for bad news.
    /// </summary>
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(10);
}
