namespace OrleansSessions;

/// <summary>What became of an event.</summary>
public enum AddOutcome
{
    /// <summary>It is part of an open session.</summary>
    Accepted,

    /// <summary>It came too late and changed nothing.</summary>
    Late,

    /// <summary>It is not a valid event, or the aggregator would not have it; it changed nothing.</summary>
    Rejected,
}
