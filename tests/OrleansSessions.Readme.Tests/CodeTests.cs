using System.Text.RegularExpressions;
using OrleansSessions.Packages.Tests;

namespace OrleansSessions.Readme.Tests;

/// <summary>What the README shows of code is code of the repository, which is compiled and run with everything else.</summary>
public sealed partial class CodeTests
{
    public static TheoryData<string, int> Programs => new()
    {
        { "tests/OrleansSessions.Readme.Silo/Program.cs", 15 },
        { "tests/OrleansSessions.Readme.Client/Program.cs", 10 },
    };

    [Fact]
    public void Readme_EachBlockOfCode_IsInTheFileThatItNames()
    {
        var blocks = Document.Readme.Blocks.Where(block => block.Language == Block.Code).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            var file = Source().Match(block.Before);
            Assert.True(file.Success, $"Before the block that begins with '{block.Lines[0]}' stands no <!-- path -->.");
            Assert.Contains(Dedent(block.Lines), Dedent(Repository.Read(file.Groups[1].Value).Split('\n')), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Readme_Program_IsThereWhole(string path, int maxLines)
    {
        var program = Repository.Read(path);

        Assert.Contains($"<!-- {path} -->\n```csharp\n{program}```", Repository.Read(Document.Readme.Path), StringComparison.Ordinal);
        Assert.InRange(program.Split('\n').Count(line => line.Length > 0), 1, maxLines);
    }

    // Without what lines are indented by: a member of a class stands further left in the README.
    private static string Dedent(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));

    [GeneratedRegex("^<!-- (.+) -->$")]
    private static partial Regex Source();
}
