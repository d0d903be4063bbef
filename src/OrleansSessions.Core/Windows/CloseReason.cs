namespace OrleansSessions;

/// <summary>Why a session closed.</summary>
public enum CloseReason
{
    /// <summary>The watermark passed its end and the allowed lateness.</summary>
    Gap,

    /// <summary>
    /// The watermark passed <see cref="SessionRules.MaxDuration"/> after its start and the allowed lateness, though its gap had
    /// not run out.
    /// </summary>
    MaxDuration,

    /// <summary>It reached <see cref="SessionRules.MaxEvents"/>.</summary>
    MaxEvents,

    /// <summary>What its aggregator accumulated reached <see cref="SessionRules.MaxStateBytes"/>.</summary>
    MaxState,

    /// <summary>It was ended: by a caller, or by an event that ends its session.</summary>
    Ended,

    /// <summary>The sessionizer was drained.</summary>
    Drained,

    /// <summary>Its aggregator threw while merging or while computing the result; the closed session carries the error.</summary>
    Failed,
}
