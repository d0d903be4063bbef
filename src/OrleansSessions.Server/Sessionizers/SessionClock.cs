namespace OrleansSessions.Server;

/// <summary>Which time counts for a sessionizer.</summary>
public enum SessionClock
{
    /// <summary>When the event reaches its session, by the silo's clock (the default). Nothing is ever late.</summary>
    Arrival,

    /// <summary>The timestamp that the event carries. Sessions close as the sessionizer's watermark advances.</summary>
    EventTime,
}
