using Npgsql;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// The rules of <see cref="PostgreSqlSessionStoreOptions"/>. Each broken rule gives one line with the property, the rule and the
/// value, save that a connection string, which may hold a password, is never repeated.
/// </summary>
internal static class PostgreSqlSessionStoreOptionsRules
{
    private const int MaxIdentifierLength = 63;

    /// <exception cref="ArgumentException">A rule is broken; the message has a line for each.</exception>
    public static void ThrowIfBroken(PostgreSqlSessionStoreOptions options)
    {
        var broken = FindBroken(options).ToList();
        if (broken.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, broken), nameof(options));
        }
    }

    public static IEnumerable<string> FindBroken(PostgreSqlSessionStoreOptions options)
    {
        if (FindConnectionStringProblem(options.ConnectionString) is { } problem)
        {
            yield return $"PostgreSQL store: {nameof(options.ConnectionString)} {problem}.";
        }

        if (!IsIdentifier(options.Schema))
        {
            yield return Broken(
                nameof(options.Schema),
                $"must be 1 to {MaxIdentifierLength} of a-z, 0-9 and '_', beginning with a letter or '_' and not with 'pg_'",
                $"'{options.Schema}'");
        }

        if (options.Partitions is < 1 or > 1_024)
        {
            yield return Broken(nameof(options.Partitions), "must be from 1 to 1024", options.Partitions);
        }

        if (options.MaxPoolSize is < 4 or > 1_000)
        {
            yield return Broken(nameof(options.MaxPoolSize), "must be from 4 to 1000", options.MaxPoolSize);
        }

        if (options.MaxLogAge < TimeSpan.FromMinutes(1))
        {
            yield return Broken(nameof(options.MaxLogAge), "must be at least 00:01:00", options.MaxLogAge);
        }

        if (options.MaxLogEntries < options.Partitions)
        {
            yield return Broken(nameof(options.MaxLogEntries), $"must be at least Partitions ({options.Partitions})", options.MaxLogEntries);
        }

        if (options.RetentionInterval < TimeSpan.FromSeconds(1) || options.RetentionInterval > TimeSpan.FromDays(1))
        {
            yield return Broken(nameof(options.RetentionInterval), "must be from 00:00:01 to 1.00:00:00", options.RetentionInterval);
        }

        if (options.RetryPeriod < TimeSpan.Zero || options.RetryPeriod > TimeSpan.FromMinutes(5))
        {
            yield return Broken(nameof(options.RetryPeriod), "must be from 00:00:00 to 00:05:00", options.RetryPeriod);
        }
    }

    private static string Broken(string property, string rule, object? value) => $"PostgreSQL store: {property} {rule}, but is {value}.";

    private static string? FindConnectionStringProblem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "must be set";
        }

        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host) ? "must name a Host" : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return "must be a connection string as Npgsql reads it (Host=…;Database=…;Username=…), but is not";
        }
    }

    private static bool IsIdentifier(string? name) =>
        name is { Length: > 0 and <= MaxIdentifierLength }
        && !char.IsAsciiDigit(name[0])
        && !name.StartsWith("pg_", StringComparison.Ordinal)
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_');
}
