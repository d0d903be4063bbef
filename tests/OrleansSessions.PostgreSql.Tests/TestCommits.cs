using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql.Tests;

/// <summary>Commits as the sessionizer "s" makes them.</summary>
internal static class TestCommits
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static SessionKey Key(string key) => new("s", key);

    public static SessionCommit Create(string key, long expected, string? state, params LogRecord[] log) => new()
    {
        Key = Key(key),
        Partition = Key(key).GetPartition(4),
        ExpectedVersion = expected,
        State = state is null ? default : System.Text.Encoding.UTF8.GetBytes(state),
        DeadlineTicks = 10,
        Log = log,
    };

    public static LogRecord Closed<TResult>(
        string key, TResult? result, CloseReason reason = CloseReason.Gap, string? error = null, int minute = 0) => new(
            LogKind.Closed,
            new byte[] { 1, 2, 3 },
            new ClosedSession<TResult>
            {
                Id = SessionId.Create("s", key, Start.AddMinutes(minute), 0),
                Sessionizer = "s",
                Key = key,
                Start = Start.AddMinutes(minute),
                LastEvent = Start.AddMinutes(minute + 5),
                End = Start.AddMinutes(minute + 35),
                Count = 7,
                Reason = reason,
                Error = error,
                Result = result,
            });

    public static LogRecord Logged(byte payload = 0) => new(LogKind.Closed, new[] { payload }, null);
}
