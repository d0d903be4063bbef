namespace OrleansSessions.Fields;

/// <summary>What is computed over a field.</summary>
public enum FieldOperation
{
    /// <summary>The exact sum of numbers.</summary>
    Sum,

    /// <summary>The least number.</summary>
    Min,

    /// <summary>The greatest number.</summary>
    Max,

    /// <summary>The average of numbers.</summary>
    Avg,

    /// <summary>The value of the earliest event.</summary>
    First,

    /// <summary>The value of the latest event.</summary>
    Last,

    /// <summary>The different values, in canonical order.</summary>
    Distinct,

    /// <summary>All values, in order of time.</summary>
    List,
}
