namespace OrleansSessions;

/// <summary>The names by which metrics and traces are listened to.</summary>
public static class SessionsTelemetry
{
    /// <summary>The meter of every instrument that a silo has; the README of the server lists them.</summary>
    public const string MeterName = "OrleansSessions";

    /// <summary>The source of the activities of appends, commits, scans and deliveries.</summary>
    public const string ActivitySourceName = "OrleansSessions";
}
