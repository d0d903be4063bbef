using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansSessions.Fields;

namespace OrleansSessions.Host.Configuration;

/// <summary>A field and the value that it must have: text, a number, true or false.</summary>
internal sealed record FieldMatch(string Field, string Value)
{
    public const string Form = "FIELD=VALUE, as in page=/logout";

    private readonly decimal? number =
        decimal.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

    public static bool TryParse(string text, [NotNullWhen(true)] out FieldMatch? match)
    {
        var divider = text.IndexOf('=', StringComparison.Ordinal);
        match = divider > 0 ? new FieldMatch(text[..divider], text[(divider + 1)..]) : null;
        return match is not null;
    }

    public bool IsMatch(FieldEvent item)
    {
        var value = item[Field];
        return value.Kind switch
        {
            FieldKind.Text => string.Equals(value.Text, Value, StringComparison.Ordinal),
            FieldKind.Number => value.Number == number,
            FieldKind.Boolean => string.Equals(value.Number != 0 ? "true" : "false", Value, StringComparison.Ordinal),
            _ => false,
        };
    }
}
