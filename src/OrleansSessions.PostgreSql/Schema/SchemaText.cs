namespace OrleansSessions.PostgreSql;

/// <summary>
/// What makes the store's schema, one text a version: a store of version n is upgraded by the texts after the n-th. A text that has
/// been released is never changed.
/// </summary>
internal static class SchemaText
{
    public static IReadOnlyList<string> Versions { get; } = [First, Second];

    // - open_keys.due is never after deadline, and is what is indexed: it is written only when the deadline comes nearer, or once it
    //   has passed. So an event, which moves the deadline away, changes no index (a HOT update; the fillfactor leaves room for it).
    // - key_versions gives versions that only grow, to keys and records alike; see CommitText for the lower bits.
    // - log_partitions.last_position is changed under its row's lock, held until the commit is visible: see CommitText.
    private const string First =
        """
        create sequence {0}.key_versions as bigint;

        create table {0}.open_keys (
            sessionizer text collate "C" not null,
            key text collate "C" not null,
            version bigint not null,
            due bigint,
            deadline bigint,
            open_end bigint not null,
            state bytea not null,
            primary key (sessionizer, key)
        ) with (fillfactor = 80);
        alter table {0}.open_keys alter column state set storage external;
        create index open_keys_due on {0}.open_keys (sessionizer, due) where due is not null;

        create table {0}.log_partitions (
            partition integer primary key,
            last_position bigint not null,
            removed_through bigint not null
        ) with (fillfactor = 10);
        insert into {0}.log_partitions select i, 0, 0 from generate_series(0, {1} - 1) as i;

        create table {0}.session_log (
            partition integer not null,
            position bigint not null,
            kind smallint not null,
            sessionizer text collate "C" not null,
            key text collate "C" not null,
            id text collate "C",
            started_at timestamptz,
            last_event_at timestamptz,
            ended_at timestamptz,
            event_count bigint,
            reason text,
            error text,
            result jsonb,
            result_error text,
            payload bytea not null,
            logged_at timestamptz not null,
            primary key (partition, position)
        );
        create index session_log_key on {0}.session_log (sessionizer, key);
        create index session_log_ended_at on {0}.session_log (sessionizer, ended_at) where kind = 0;

        create view {0}.closed_sessions as
            select partition, position, id, sessionizer, key, started_at, last_event_at, ended_at, event_count, reason, error,
                result, result_error, payload, logged_at as closed_at
            from {0}.session_log where kind = 0;
        create view {0}.late_events as
            select partition, position, sessionizer, key, payload, logged_at from {0}.session_log where kind = 1;

        create table {0}.checkpoints (
            consumer text collate "C" not null,
            partition integer not null,
            position bigint not null,
            primary key (consumer, partition)
        ) with (fillfactor = 50);

        create table {0}.records (
            name text collate "C" primary key,
            version bigint not null,
            value bytea not null
        ) with (fillfactor = 50);

        comment on view {0}.closed_sessions is 'Closed sessions, in order of position within a partition. Upsert on id. In text, U+0000 is ␀0 and U+2400 is ␀␀; in result and error, U+0000 is ␀. Times have microseconds.';
        comment on view {0}.late_events is 'Events that came when their session had closed.';
        comment on table {0}.open_keys is 'Keys with open sessions or the tail of closed ones. Owned by silos: do not write.';
        """;

    // What differs stands first: most keys of a schema have the same sessionizer, which would be compared at every step of a search.
    private const string Second =
        """
        alter table {0}.open_keys drop constraint open_keys_pkey, add primary key (key, sessionizer);
        """;
}
