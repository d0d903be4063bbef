using Npgsql;

namespace OrleansSessions.PostgreSql;

/// <summary>What errors of the server and of the connection mean for the store.</summary>
internal static class ServerFaults
{
    /// <summary>The server is away, starting, stopping or full: what was asked may succeed later.</summary>
    public static bool IsAway(NpgsqlException exception) => exception is PostgresException refused
        ? refused.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
        : exception.IsTransient;

    /// <summary>The server has undone the transaction because of others, and it may succeed if tried again.</summary>
    public static bool IsDeadlock(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>The server could not take a value for what its column holds, as a number out of range in JSON.</summary>
    public static bool IsRefusedValue(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal) || exception.SqlState.StartsWith("54", StringComparison.Ordinal);

    public static bool IsMissingRight(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.InsufficientPrivilege;
}
