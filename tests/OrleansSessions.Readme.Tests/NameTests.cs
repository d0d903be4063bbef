using System.Text.RegularExpressions;
using OrleansSessions.Packages.Tests;

namespace OrleansSessions.Readme.Tests;

/// <summary>What tables call the library's options and members is what they are called.</summary>
public sealed partial class NameTests
{
    private const string Options = "src/OrleansSessions.Server/Sessionizers";

    [Fact]
    public void OptionsTable_Rows_AreThePropertiesOfTheOptions() => Assert.Equal(
        Property().Matches(Repository.Read($"{Options}/SessionizerOptions.cs")).Select(match => match.Groups[1].Value).Order(),
        Rows(Repository.Read($"{Options}/README.md")).Select(cells => cells[0].Trim('`')).Order());

    [Fact]
    public void ComingFromOthers_NamesOfThisLibrary_ArePublic()
    {
        var section = Repository.Read(Document.Readme.Path).Split("\n## Come from ")[1].Split("\n## ")[0];
        var api = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "PublicAPI.*.txt", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        var names = Rows(section).SelectMany(cells => Code().Matches(cells[1])).SelectMany(match => Name().Matches(match.Value))
            .Select(match => match.Value).Distinct().ToList();

        Assert.InRange(names.Count, 20, 60);
        Assert.All(names, name => Assert.Matches($@"\b{name}\b", api));
    }

    // The cells of each row below the heads of tables.
    private static IEnumerable<string[]> Rows(string text)
    {
        var isBody = false;
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("| ", StringComparison.Ordinal))
            {
                isBody = line.StartsWith("|---", StringComparison.Ordinal);
            }
            else if (isBody)
            {
                yield return [.. line.Trim('|').Split(" | ").Select(cell => cell.Trim())];
            }
        }
    }

    [GeneratedRegex(@"public [\w<>?]+ (\w+) \{ get; set; \}")]
    private static partial Regex Property();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    // Headers of HTTP have a dash, attributes of Orleans are in brackets.
    [GeneratedRegex(@"(?<![-\w\[])[A-Z][a-z]\w+(?![-\w\]])|(?<![-\w\[])I[A-Z][a-z]\w+")]
    private static partial Regex Name();
}
