using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class PostgreSqlSessionStoreOptionsTests
{
    public static TheoryData<string, Action<PostgreSqlSessionStoreOptions>> Wrong => new()
    {
        { "ConnectionString must be set.", options => options.ConnectionString = " " },
        { "ConnectionString must name a Host.", options => options.ConnectionString = "Database=a" },
        { "ConnectionString must be a connection string as Npgsql reads it", options => options.ConnectionString = "Host=a;Secret=b" },
        { "Schema must be 1 to 63 of a-z, 0-9 and '_', beginning with a letter or '_' and not with 'pg_', but is 'a\"b'", options => options.Schema = "a\"b" },
        { "Schema must be 1 to 63", options => options.Schema = "" },
        { "Schema must be 1 to 63", options => options.Schema = "Upper" },
        { "Schema must be 1 to 63", options => options.Schema = "1a" },
        { "Schema must be 1 to 63", options => options.Schema = "pg_a" },
        { "Schema must be 1 to 63", options => options.Schema = new string('a', 64) },
        { "Partitions must be from 1 to 1024, but is 0.", options => options.Partitions = 0 },
        { "Partitions must be from 1 to 1024, but is 1025.", options => options.Partitions = 1_025 },
        { "MaxPoolSize must be from 4 to 1000, but is 3.", options => options.MaxPoolSize = 3 },
        { "MaxPoolSize must be from 4 to 1000, but is 1001.", options => options.MaxPoolSize = 1_001 },
        { "MaxLogAge must be at least 00:01:00, but is 00:00:59.", options => options.MaxLogAge = TimeSpan.FromSeconds(59) },
        { "MaxLogEntries must be at least Partitions (16), but is 15.", options => options.MaxLogEntries = 15 },
        { "RetentionInterval must be from 00:00:01 to 1.00:00:00, but is 00:00:00.", options => options.RetentionInterval = TimeSpan.Zero },
        { "RetryPeriod must be from 00:00:00 to 00:05:00, but is 00:05:01.", options => options.RetryPeriod = TimeSpan.FromSeconds(301) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_WrongValue_NamesPropertyRuleAndValue(string expected, Action<PostgreSqlSessionStoreOptions> configure)
    {
        var options = new PostgreSqlSessionStoreOptions { ConnectionString = "Host=127.0.0.1" };
        configure(options);

        var exception = Assert.Throws<ArgumentException>(
            () => new PostgreSqlSessionStore(options, TimeProvider.System, NullLoggerFactory.Instance));

        Assert.StartsWith($"PostgreSQL store: {expected}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindBroken_DefaultsWithAHost_None() => Assert.Empty(
        PostgreSqlSessionStoreOptionsRules.FindBroken(new PostgreSqlSessionStoreOptions { ConnectionString = "Host=127.0.0.1" }));
}
