namespace OrleansSessions.Host.Http.Bodies;

/// <summary>What a request's events are written in.</summary>
internal enum EventFormat
{
    /// <summary>A line each, or a JSON array.</summary>
    Json,

    /// <summary>One CloudEvent.</summary>
    CloudEvent,

    /// <summary>A JSON array of CloudEvents.</summary>
    CloudEventBatch,
}
