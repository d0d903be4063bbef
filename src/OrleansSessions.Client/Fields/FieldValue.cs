namespace OrleansSessions.Fields;

/// <summary>The value of a field. Equal values have equal representations; the default is nothing.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.fieldvalue")]
public readonly record struct FieldValue : IComparable<FieldValue>
{
    private FieldValue(FieldKind kind, decimal number, string? text)
    {
        Kind = kind;
        Number = number;
        Text = text;
    }

    /// <summary>What the field holds.</summary>
    [Id(0)]
    public FieldKind Kind { get; }

    /// <summary>The number; 1 for true; otherwise 0.</summary>
    [Id(1)]
    public decimal Number { get; }

    /// <summary>The text or source text; otherwise null.</summary>
    [Id(2)]
    public string? Text { get; }

    /// <summary>A number.</summary>
    /// <param name="number">The number; trailing zeros after the point do not count.</param>
    public static FieldValue Of(decimal number) => new(FieldKind.Number, number / 1.0000000000000000000000000000m, null);

    /// <summary>True or false.</summary>
    /// <param name="value">Which.</param>
    public static FieldValue Of(bool value) => new(FieldKind.Boolean, value ? 1 : 0, null);

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    public static FieldValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FieldValue(FieldKind.Text, 0, text);
    }

    /// <summary>Something else, as its source text.</summary>
    /// <param name="source">The source text.</param>
    public static FieldValue OfRaw(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new FieldValue(FieldKind.Raw, 0, source);
    }

    /// <summary>The canonical order: by kind, then by number, then by ordinal text.</summary>
    /// <param name="other">The other value.</param>
    public int CompareTo(FieldValue other)
    {
        var byKind = Kind.CompareTo(other.Kind);
        if (byKind != 0)
        {
            return byKind;
        }

        var byNumber = Number.CompareTo(other.Number);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(Text, other.Text);
    }

    /// <summary>Whether the left value is before the right in the canonical order.</summary>
    public static bool operator <(FieldValue left, FieldValue right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left value is after the right in the canonical order.</summary>
    public static bool operator >(FieldValue left, FieldValue right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left value is not after the right in the canonical order.</summary>
    public static bool operator <=(FieldValue left, FieldValue right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left value is not before the right in the canonical order.</summary>
    public static bool operator >=(FieldValue left, FieldValue right) => left.CompareTo(right) >= 0;
}
