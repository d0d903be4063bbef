namespace OrleansSessions.Server.Tests;

/// <summary>The sessionizers of the test cluster: one for each rule that a test needs.</summary>
internal static class TestSessions
{
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);

    public static readonly SessionName<int, decimal> Exclusive = new("exclusive");

    public static readonly SessionName<int, decimal> Inclusive = new("inclusive");

    public static readonly SessionName<int, decimal> EventTime = new("event-time");

    public static IEnumerable<SessionName<int, decimal>> All => [Exclusive, Inclusive, EventTime];
}
