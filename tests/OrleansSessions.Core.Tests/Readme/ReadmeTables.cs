namespace OrleansSessions.Core.Tests;

/// <summary>The README of Core, and the tables in it that follow a line such as <c>&lt;!-- run: sessions gap=30m --&gt;</c>.</summary>
internal static class ReadmeTables
{
    /// <summary>The kind of table that only the server's tests can run.</summary>
    public const string ServerKind = "sources";

    private const string Marker = "<!-- run: ";
    private const string MarkerEnd = " -->";

    public static IReadOnlyList<string> Lines { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));

    public static IReadOnlyList<ReadmeTable> All { get; } = [.. ReadAll()];

    private static IEnumerable<ReadmeTable> ReadAll()
    {
        var section = "";
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                section = Lines[i]["## ".Length..];
            }
            else if (Lines[i].StartsWith(Marker, StringComparison.Ordinal))
            {
                yield return Read(i, section);
            }
        }
    }

    private static ReadmeTable Read(int marker, string section)
    {
        var words = Lines[marker][Marker.Length..^MarkerEnd.Length].Split(' ');
        var options = words.Skip(1).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        // The marker, an empty line, the header, the line under it, the rows.
        var rows = Lines.Skip(marker + 2).TakeWhile(line => line.StartsWith('|')).Select(ReadRow).ToList();
        return new ReadmeTable(marker + 1, section, words[0], options, rows[0], [.. rows.Skip(2)]);
    }

    private static string[] ReadRow(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
