namespace OrleansSessions.Cluster.Tests;

/// <summary>What became of an event, as far as its sender knows.</summary>
internal enum EventFate : byte
{
    NeverSent,

    /// <summary>No answer came, or one that it failed: it may be in a session or not, but never twice.</summary>
    Unknown,

    /// <summary>Part of a session.</summary>
    Acknowledged,

    /// <summary>Answered as late or rejected: part of none.</summary>
    Refused,
}
