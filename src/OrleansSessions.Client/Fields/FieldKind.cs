namespace OrleansSessions.Fields;

/// <summary>What a field holds. The order is the canonical order of values of different kinds.</summary>
public enum FieldKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number within the range of decimal.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Anything else, as its source text.</summary>
    Raw,
}
