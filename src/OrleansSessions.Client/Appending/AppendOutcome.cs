namespace OrleansSessions;

/// <summary>What became of an appended event that is not part of a session.</summary>
public enum AppendOutcome
{
    /// <summary>It came too late: it changed nothing, and is on the sessionizer's late log.</summary>
    Late,

    /// <summary>It is not valid and changed nothing; the reason says why. Sending it again as it is does not help, unless the
    /// sessionizer was drained or the key set aside.</summary>
    Rejected,

    /// <summary>It had been taken before, by what its producer stamped it with; it changed nothing and does not count again.</summary>
    Duplicate,

    /// <summary>It is not acknowledged: it may or may not have been stored. It may be sent again.</summary>
    Failed,
}
