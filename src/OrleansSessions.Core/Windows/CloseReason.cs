namespace OrleansSessions;

/// <summary>Why a session closed.</summary>
public enum CloseReason
{
    /// <summary>The watermark passed its end and the allowed lateness.</summary>
    Gap,

    /// <summary>Its aggregator threw while merging or while computing the result; the closed session carries the error.</summary>
    Failed,
}
