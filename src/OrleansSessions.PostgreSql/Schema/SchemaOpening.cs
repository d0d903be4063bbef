using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSessions.PostgreSql;

/// <summary>Creates the store's schema where it is missing, upgrades it where it is older, and refuses what does not fit.</summary>
internal sealed partial class SchemaOpening(ServerConnections connections, PostgreSqlSessionStoreOptions options, ILogger logger)
{
    private static readonly CompositeFormat[] Versions = [.. SchemaText.Versions.Select(CompositeFormat.Parse)];

    // Quoted, for the name may be a word of SQL.
    private readonly string schema = $"\"{options.Schema}\"";

    /// <exception cref="SessionException">The store can not be used; the message says why.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connections.RepeatAsync(OpenAsync, cancellationToken);
        }
        catch (SessionException exception) when (exception.InnerException is PostgresException refused && ServerFaults.IsMissingRight(refused))
        {
            throw new SessionException(
                $"{connections.Description}: the role may not create or use schema '{options.Schema}' ({refused.MessageText}). Grant it CREATE "
                + $"on the database, or create the schema as its owner and grant it USAGE and CREATE on the schema.",
                exception);
        }
    }

    private async Task<bool> OpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await CheckServerAsync(connection, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Several silos start at once: one creates, the others find it done.
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock(hashtextextended('{options.Schema}.schema', 0))", cancellationToken);
        var version = await ReadVersionAsync(connection, cancellationToken);
        if (version > Versions.Length)
        {
            throw new SessionException(
                $"{connections.Description}: schema '{options.Schema}' is of version {version}, but this release knows versions up to "
                + $"{Versions.Length}: it was upgraded by a newer release.");
        }

        for (var next = version; next < Versions.Length; next++)
        {
            await ExecuteAsync(
                connection,
                string.Format(CultureInfo.InvariantCulture, Versions[next], schema, options.Partitions),
                cancellationToken);
            await ExecuteAsync(connection, $"update {schema}.store set version = {next + 1}", cancellationToken);
            LogVersion(logger, connections.Description, options.Schema, next + 1);
        }

        await CheckPartitionsAsync(connection, cancellationToken);
        await CheckRightsAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task CheckServerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Query =
            "select pg_encoding_to_char(encoding), current_setting('fsync') || '/' || current_setting('synchronous_commit') "
            + "from pg_database where datname = current_database()";
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetString(0) is not "UTF8" and var encoding)
        {
            throw new SessionException($"{connections.Description} is encoded as {encoding}, but must be UTF8: session keys are Unicode.");
        }

        var durability = reader.GetString(1);
        if (durability.StartsWith("off/", StringComparison.Ordinal) || durability.EndsWith("/off", StringComparison.Ordinal))
        {
            LogNotDurable(logger, connections.Description, durability);
        }
    }

    private async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Asked for first: "create schema if not exists" needs the right to create also where the schema exists.
        if (await ReadAsync(connection, $"select to_regnamespace('{schema}') is null", cancellationToken) is true)
        {
            await ExecuteAsync(connection, $"create schema {schema}", cancellationToken);
        }

        if (await ReadAsync(connection, $"select to_regclass('{schema}.store') is null", cancellationToken) is true)
        {
            await ExecuteAsync(
                connection,
                $"create table {schema}.store (version integer not null); insert into {schema}.store values (0)",
                cancellationToken);
        }

        return (int)(await ReadAsync(connection, $"select version from {schema}.store", cancellationToken))!;
    }

    private async Task CheckPartitionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var partitions = (long)(await ReadAsync(connection, $"select count(*) from {schema}.log_partitions", cancellationToken))!;
        if (partitions != options.Partitions)
        {
            throw new SessionException(
                $"{connections.Description}: schema '{options.Schema}' was created with {partitions} partitions, but "
                + $"{nameof(options.Partitions)} is {options.Partitions}: the number is fixed when a store is created.");
        }
    }

    private async Task CheckRightsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var missing = await ReadAsync(
            connection,
            $"""
            select string_agg(r || ' on ' || t, ', ')
            from unnest(array['open_keys', 'log_partitions', 'session_log', 'checkpoints', 'records']) t,
                unnest(array['select', 'insert', 'update', 'delete']) r
            where not has_table_privilege('{schema}.' || t, r)
            """,
            cancellationToken);
        if (missing is string rights)
        {
            throw new SessionException(
                $"{connections.Description}: the role lacks rights in schema '{options.Schema}': {rights}. Grant it SELECT, INSERT, UPDATE and "
                + "DELETE on all tables of the schema, and USAGE on its sequences.");
        }

        await ExecuteAsync(connection, $"select nextval('{schema}.key_versions')", cancellationToken);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The schema's name has been validated.")]
    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The schema's name has been validated.")]
    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
