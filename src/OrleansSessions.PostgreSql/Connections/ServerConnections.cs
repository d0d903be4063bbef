using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSessions.PostgreSql;

/// <summary>The connections of one silo. Waits, for a bounded time, for a server that is away. Thread-safe.</summary>
internal sealed partial class ServerConnections : IAsyncDisposable
{
    private const int PreparedStatements = 64;

    // A group joins its arrays with indexed tables: a nested loop over an index is right however large the tables have grown since
    // the plan was made, and any other plan is wrong some day. What disabled plans would cost must not start the JIT compiler.
    private const string SessionSettings =
        "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_bitmapscan = off; set plan_cache_mode = force_generic_plan; set jit = off";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // The server lives in real time, whatever clock the sessions are on.
    private static readonly TimeProvider RealTime = TimeProvider.System;

    private readonly NpgsqlDataSource dataSource;
    private readonly TimeSpan retryPeriod;
    private readonly ILogger logger;

    public ServerConnections(PostgreSqlSessionStoreOptions options, ILogger logger)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxPoolSize = options.MaxPoolSize,
            MinPoolSize = 0,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,
            // The session's settings are to stay, and it holds nothing else from one use to the next.
            NoResetOnClose = true,
        };
        settings.ApplicationName ??= "OrleansSessions";
        Description = $"PostgreSQL at {settings.Host}:{settings.Port}, database '{settings.Database ?? settings.Username}'";
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(Configure, ConfigureAsync);
        dataSource = builder.Build();
        retryPeriod = options.RetryPeriod;
        this.logger = logger;
    }

    /// <summary>Where the server is, for messages: host, port and database, never the password.</summary>
    public string Description { get; }

    /// <summary>Runs work that may be run again, as often as the connection is lost within the time to retry.</summary>
    /// <exception cref="SessionException">The server could not be reached, or refused.</exception>
    public Task<T> RepeatAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, mayRepeat: true, cancellationToken);

    /// <summary>Runs work that is not run again once it has begun: when the connection is lost, its outcome is unknown.</summary>
    /// <exception cref="SessionException">The server could not be reached, or the connection was lost, or the server refused.</exception>
    public Task<T> OnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, mayRepeat: false, cancellationToken);

    public ValueTask DisposeAsync() => dataSource.DisposeAsync();

    [SuppressMessage("Security", "CA2100", Justification = "The text is constant.")]
    private static void Configure(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(SessionSettings, connection);
        command.ExecuteNonQuery();
    }

    private static async Task ConfigureAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(SessionSettings, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work, bool mayRepeat, CancellationToken cancellationToken)
    {
        var started = RealTime.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var hasBegun = false;
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                hasBegun = true;
                return await work(connection, cancellationToken);
            }
            catch (NpgsqlException exception) when (ServerFaults.IsAway(exception))
            {
                if (hasBegun)
                {
                    // What has cut this connection has most likely cut those that wait in the pool, too.
                    dataSource.Clear();
                    if (!mayRepeat)
                    {
                        throw new SessionException($"The connection to {Description} was lost, the outcome is unknown: {exception.Message}", exception);
                    }
                }

                if (RealTime.GetElapsedTime(started) + pause > retryPeriod)
                {
                    throw new SessionException($"{Description} can not be reached: {exception.Message}", exception);
                }

                LogAway(logger, Description, exception.Message, pause);
            }
            catch (NpgsqlException exception)
            {
                throw new SessionException($"{Description} refused: {exception.Message}", exception);
            }

            await Task.Delay(pause, RealTime, cancellationToken);
        }
    }
}
