using System.Text.RegularExpressions;

namespace OrleansSessions.Core.Tests;

public sealed partial class ReadmeTests
{
    private const int RuleCount = 12;

    public static IEnumerable<TheoryDataRow<int>> TableLines => Tables.Select(table =>
        new TheoryDataRow<int>(table.Line) { TestDisplayName = $"README line {table.Line}: {table.Section}" });

    private static IEnumerable<ReadmeTable> Tables => ReadmeTables.All.Where(table => table.Kind != ReadmeTables.ServerKind);

    [Theory]
    [MemberData(nameof(TableLines))]
    public void Table_Run_GivesWhatTheReadmeSays(int line)
    {
        var table = ReadmeTables.All.Single(table => table.Line == line);
        var run = CreateRun(table);

        Assert.NotEmpty(table.Rows);
        Assert.Equal(table.Rows.Select(Write), table.Rows.Select(row => Write(run.Run(row))).ToList());
    }

    [Fact]
    public void Sections_Rules_AreThereInOrder() => Assert.Equal(
        Enumerable.Range(1, RuleCount).Select(number => $"## {number}."),
        ReadmeTables.Lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal) && char.IsDigit(line[3]))
            .Select(line => line[..(line.IndexOf('.', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void Tables_Marked_AreInEveryRuleThatCoreDecides()
    {
        var ruled = Tables.Select(table => table.Section.Split('.')[0]).Distinct(StringComparer.Ordinal);

        // Delivery is the server's and its store's alone.
        Assert.Equal(Enumerable.Range(1, RuleCount).Where(rule => rule != 9).Select(rule => $"{rule}"), ruled);
    }

    [Fact]
    public void Comparison_Sources_AreGivenAndUsed()
    {
        var comparison = ReadmeTables.Lines.SkipWhile(line => line != "## What others do at the same edges")
            .Where(line => line.StartsWith('|')).ToList();
        var given = comparison.Select(line => SourceRow().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        var used = comparison.SelectMany(line => SourceList().Matches(line)).SelectMany(match => match.Groups[1].Value.Split(", "));

        Assert.NotEmpty(comparison);
        Assert.Equal(given, used.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).OrderBy(source => "FBSK".IndexOf(source[0])));
    }

    [GeneratedRegex(@"^\| ([FBSK]\d+) \|")]
    private static partial Regex SourceRow();

    [GeneratedRegex(@"\(([FBSK]\d+(?:, [FBSK]\d+)*)\)")]
    private static partial Regex SourceList();

    private static IReadmeRun CreateRun(ReadmeTable table) => table.Kind switch
    {
        "sessions" => new SessionsRun(table),
        "aggregates" => new AggregatesRun(table),
        "ids" => new IdsRun(),
        "watermark" => new WatermarkRun(),
        "producers" => new ProducersRun(table),
        "ticks" => new TicksRun(table),
        _ => throw new FormatException($"Line {table.Line}: '{table.Kind}' is no kind of table."),
    };

    private static string Write(string[] row) => string.Join(" | ", row);
}
