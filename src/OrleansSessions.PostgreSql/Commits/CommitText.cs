namespace OrleansSessions.PostgreSql;

/// <summary>The statement that stores a group of commits: one round trip and one transaction, whatever the size of the group.</summary>
/// <remarks>
/// <para>
/// A version is a number of the sequence times 4,096 plus the commit's place in its group. So a version is greater than all that
/// were given out before, and of an inserted row, of which the statement sees only the row, the place is known.
/// </para>
/// <para>
/// Positions of the log: the rows of <c>log_partitions</c> are locked in order of partition, after the keys, and stay locked until
/// the commit is visible. So positions become visible in their order: who reads by position skips none. And no group that holds a
/// partition waits for a key, so partitions can not be part of a deadlock.
/// </para>
/// </remarks>
internal static class CommitText
{
    /// <summary>The most commits of one statement.</summary>
    public const int MaxGroupSize = 4_095;

    /// <summary>Parameters 1 to 6: of each commit sessionizer, key, expected version, state, deadline, greatest open end.</summary>
    public static string WithoutLog(string schema) => $"{Keys(schema)} {Stored} select {Answer}, null::integer[], null::bigint[] from stored";

    /// <summary>
    /// Parameters 1 to 6 as <see cref="WithoutLog"/>; 7 the time; 8 to 21: of each entry the place of its commit, partition, kind,
    /// sessionizer, key, id, start, last event, end, count, reason, error, result, error of the result, payload.
    /// </summary>
    public static string WithLog(string schema) => $"{Keys(schema)} {Stored}, {Log(schema)}";

    /// <summary>Locks the keys that exist, in their order. Parameters 1 and 2: sessionizers and keys.</summary>
    public static string Lock(string schema) =>
        $"""
        select count(*) from (
            select from {schema}.open_keys
            where (sessionizer, key) in (select * from unnest($1, $2)) order by sessionizer, key for update) as locked
        """;

    private const string Answer = "array_agg(i), array_agg(version)";

    // A key that the store does not have may append to the log without being stored: it must still not be there.
    private const string Stored =
        """
        stored as materialized (
            select i, version from updated
            union all select version & 4095, version from inserted
            union all select i, 0 from deleted
            union all select i, 0 from absent)
        """;

    private static string Keys(string schema) =>
        $"""
        with input as materialized (
            select * from unnest($1, $2, $3, $4, $5, $6)
                with ordinality as t(sessionizer, key, expected, state, deadline, open_end, i)),
        stamp as materialized (select nextval('{schema}.key_versions') * 4096 as version),
        updated as (
            update {schema}.open_keys k
            set version = (select version from stamp) + i.i, state = i.state, deadline = i.deadline, open_end = i.open_end,
                due = case when i.deadline is null then null else least(k.due, i.deadline) end
            from input i
            where i.expected > 0 and i.state <> '' and k.sessionizer = i.sessionizer and k.key = i.key and k.version = i.expected
            returning i.i, k.version),
        inserted as (
            insert into {schema}.open_keys (sessionizer, key, version, due, deadline, open_end, state)
            select sessionizer, key, nextval('{schema}.key_versions') * 4096 + i, deadline, deadline, open_end, state
            from input where expected = 0 and state <> ''
            on conflict do nothing
            returning version),
        deleted as (
            delete from {schema}.open_keys k using input i
            where i.expected > 0 and i.state = '' and k.sessionizer = i.sessionizer and k.key = i.key and k.version = i.expected
            returning i.i),
        absent as (
            select i.i from input i
            where i.expected = 0 and i.state = '' and not exists (
                select from {schema}.open_keys k where k.sessionizer = i.sessionizer and k.key = i.key)),
        """;

    private static string Log(string schema) =>
        $"""
        entries as materialized (
            select * from unnest($8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) with ordinality
                as t(i, partition, kind, sessionizer, key, id, started_at, last_event_at, ended_at, event_count, reason, error,
                    result, result_error, payload, n)
            where (select count(*) from stored) = cardinality($1) or i = any (array(select i from stored))),
        counts as materialized (select partition, count(*) as added from entries group by partition),
        locked as materialized (
            select partition, last_position from {schema}.log_partitions
            where partition = any (array(select partition from counts)) order by partition for update),
        advanced as (
            update {schema}.log_partitions p set last_position = l.last_position + c.added
            from locked l join counts c on c.partition = l.partition
            where p.partition = l.partition
            returning p.partition, p.last_position),
        appended as (
            insert into {schema}.session_log
            select e.partition, l.last_position + row_number() over (partition by e.partition order by e.n), e.kind, e.sessionizer, e.key,
                e.id, e.started_at, e.last_event_at, e.ended_at, e.event_count, e.reason, e.error, e.result::jsonb, e.result_error,
                e.payload, $7
            from entries e join locked l on l.partition = e.partition)
        select {Answer}, (select array_agg(partition) from advanced), (select array_agg(last_position) from advanced) from stored
        """;
}
