using OrleansSessions.Packages.Tests;

namespace OrleansSessions.Readme.Tests;

/// <summary>No command stands in the documents that nothing runs.</summary>
public sealed class CommandTests
{
    private static IEnumerable<string> Documented => Document.All
        .SelectMany(document => document.Blocks.Where(block => block.Language == Block.Shell))
        .SelectMany(block => block.Lines)
        .Where(line => line.Length > 0)
        .Distinct();

    private static IEnumerable<string> Mapped => MappedCommand.All.Select(command => command.Text);

    [Fact]
    public void Documents_EachCommand_IsRunByTheTourOrMappedToATest() => Assert.Equal(
        Documented.Order(StringComparer.Ordinal), Tour.Commands.Concat(Mapped).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Documents_Blocks_AreOfKindsThatTestsKnow() => Assert.Subset(
        new HashSet<string> { Block.Shell, Block.Output, Block.Code, Block.Settings },
        Document.All.SelectMany(document => document.Blocks).Select(block => block.Language).ToHashSet());

    [Fact]
    public void Mapped_EachCommand_NamesAFileThatIsThere() => Assert.All(
        MappedCommand.All, command => Assert.True(File.Exists(Path.Combine(Repository.Root, command.Test)), command.Test));
}
