using System.Diagnostics.CodeAnalysis;
using OrleansSessions.Fields;

namespace OrleansSessions.Host.Configuration;

/// <summary>Aggregates as they are named in settings and results.</summary>
internal static class FieldAggregates
{
    public static string Form { get; } =
        $"{string.Join('|', Enum.GetNames<FieldOperation>().Select(operation => operation.ToLowerInvariant()))} and a field, as in sum_bytes";

    public static bool TryParse(string text, [NotNullWhen(true)] out FieldAggregate? aggregate)
    {
        var divider = text.IndexOf('_', StringComparison.Ordinal);
        var names = Enum.GetNames<FieldOperation>();
        if (divider > 0 && divider < text.Length - 1 && names.Contains(text[..divider], StringComparer.OrdinalIgnoreCase))
        {
            aggregate = new FieldAggregate(Enum.Parse<FieldOperation>(text[..divider], ignoreCase: true), text[(divider + 1)..]);
            return true;
        }

        aggregate = null;
        return false;
    }
}
