namespace OrleansSessions.Fields;

/// <summary>An event whose type is not known at compile time: a row of named fields. For sessionizers that are configuration.</summary>
/// <param name="Fields">The fields; of several with one name the last counts.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.fieldevent")]
public sealed record FieldEvent([property: Id(0)] Field[] Fields)
{
    /// <summary>The value of a field, or nothing when the event does not have it.</summary>
    /// <param name="name">The field's name.</param>
    public FieldValue this[string name]
    {
        get
        {
            for (var i = Fields.Length - 1; i >= 0; i--)
            {
                if (string.Equals(Fields[i].Name, name, StringComparison.Ordinal))
                {
                    return Fields[i].Value;
                }
            }

            return default;
        }
    }
}
