using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace OrleansSessions.PostgreSql;

/// <summary>A statement with its parameters, by place.</summary>
internal static class Statement
{
    [SuppressMessage("Security", "CA2100", Justification = "Values are parameters; the schema's name has been validated.")]
    public static NpgsqlCommand Create(NpgsqlConnection connection, string text) => new(text, connection);

    public static NpgsqlCommand With(this NpgsqlCommand command, NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return command;
    }

    /// <summary>A text as the store keeps it.</summary>
    public static NpgsqlCommand WithText(this NpgsqlCommand command, string? text) =>
        command.With(NpgsqlDbType.Text, text is null ? null : StoredText.Encode(text));

    public static NpgsqlCommand WithNumber(this NpgsqlCommand command, long number) => command.With(NpgsqlDbType.Bigint, number);

    public static NpgsqlCommand WithPartition(this NpgsqlCommand command, int partition) => command.With(NpgsqlDbType.Integer, partition);

    public static NpgsqlCommand WithColumns(this NpgsqlCommand command, IEnumerable<(NpgsqlDbType Type, object Values)> columns)
    {
        foreach (var (type, values) in columns)
        {
            command.With(NpgsqlDbType.Array | type, values);
        }

        return command;
    }
}
