using System.Text.RegularExpressions;

namespace OrleansSessions.Readme.Tests;

/// <summary>Links inside the repository lead somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. Document.All.Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_EachLink_LeadsToAFileAndAHeading(string path)
    {
        var document = Document.All.Single(document => document.Path == path);
        var links = Link().Matches(string.Join('\n', document.Lines)).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal));

        Assert.All(links, link =>
        {
            var parts = link.Split('#');
            var target = Path.GetFullPath(Path.Combine(document.Folder, parts[0]));
            Assert.True(parts[0].Length == 0 || File.Exists(target) || Directory.Exists(target), $"'{link}' leads to nothing.");
            if (parts.Length > 1)
            {
                var linked = parts[0].Length == 0
                    ? document
                    : Document.All.Single(other => Path.GetFullPath(Path.Combine(other.Folder, Path.GetFileName(other.Path))) == target);
                Assert.Contains(parts[1], linked.Anchors);
            }
        });
    }

    [GeneratedRegex(@"(?<!`)\[[^\]\n]+\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
