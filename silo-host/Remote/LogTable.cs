using System.Text.Json;
using Spectre.Console;

namespace OrleansSessions.Host.Remote;

/// <summary>The newest closed sessions or late events as a table on a terminal.</summary>
internal sealed class LogTable(bool isLate)
{
    private readonly Queue<string[]> rows = new();
    private long count;

    private string[] Columns => isLate ? ["timestamp", "watermark", "key", "event"] : ["start", "end", "key", "count", "reason", "result"];

    public void Add(JsonElement item, int mostRows)
    {
        count++;
        rows.Enqueue([.. Columns.Select(column => TextOf(item, column))]);
        while (rows.Count > mostRows)
        {
            rows.Dequeue();
        }
    }

    public Table Draw(string title)
    {
        var table = new Table().Border(TableBorder.Simple).Expand()
            .Caption(new TableTitle(Markup.Escape(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{title}: {count:N0}"))));
        foreach (var column in Columns)
        {
            table.AddColumn(new TableColumn(column));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(text => new Text(text)));
        }

        return table;
    }

    /// <summary>A value as it may be shown: what a key or a field contains must not steer the terminal.</summary>
    public static string TextOf(JsonElement item, string property)
    {
        if (!item.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
    }
}
