using System.Text.RegularExpressions;

namespace OrleansSessions.Readme.Tests;

/// <summary>Commands of the README, and what it says that they write.</summary>
/// <param name="Commands">The commands.</param>
/// <param name="Output">What they write; null where the README does not show it.</param>
internal sealed partial record TourStep(IReadOnlyList<string> Commands, IReadOnlyList<string>? Output)
{
    private const string Left = "...";

    /// <summary>Holds what was written against what the README shows.</summary>
    /// <remarks>
    /// Times of today, ids that come of them, and cursors differ from run to run. Where the README leaves lines out, those that it
    /// shows are somewhere in the output, the last one at its end; where it leaves the end of a line out, the rest is as it says.
    /// </remarks>
    public void Check(string written)
    {
        var actual = Mask(written).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var shown = Output!.Select(Mask).ToList();
        if (shown.Contains(Left))
        {
            Assert.All(shown.Where(line => line != Left), line => Assert.Contains(line, actual));
            Assert.Equal(shown[^1], actual[^1]);
            return;
        }

        Assert.Equal(shown.Count, actual.Length);
        Assert.All(shown.Zip(actual), pair =>
        {
            if (pair.First.EndsWith(Left, StringComparison.Ordinal))
            {
                Assert.StartsWith(pair.First[..^Left.Length], pair.Second, StringComparison.Ordinal);
                return;
            }

            Assert.Equal(pair.First, pair.Second);
        });
    }

    private static string Mask(string text) => string.Join('\n', text.Split('\n').Select(line =>
    {
        var masked = Now().Replace(Cursor().Replace(line, "\"next\":\"CURSOR\""), "NOW");
        return masked == line ? line : Id().Replace(masked, "\"id\":\"ID\"");
    }));

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Now();

    [GeneratedRegex("\"next\":\"[^\"]+\"")]
    private static partial Regex Cursor();

    [GeneratedRegex("\"id\":\"[0-9a-f]{32}\"")]
    private static partial Regex Id();
}
