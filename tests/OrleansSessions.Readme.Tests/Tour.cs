namespace OrleansSessions.Readme.Tests;

/// <summary>The commands of the README that are run, in order: all but those that are mapped to other tests.</summary>
internal static class Tour
{
    /// <summary>Starts the service, which runs while the others do.</summary>
    public const string Start = "dotnet run --project silo-host";

    public static IReadOnlyList<TourStep> Steps { get; } = FindSteps();

    public static IEnumerable<string> Commands => Steps.SelectMany(step => step.Commands);

    private static List<TourStep> FindSteps()
    {
        var mapped = MappedCommand.All.Select(command => command.Text).ToHashSet();
        var blocks = Document.Readme.Blocks;
        return
        [
            .. blocks.Select((block, index) => (block, next: index + 1 < blocks.Count ? blocks[index + 1] : null))
                .Where(pair => pair.block.Language == Block.Shell && !pair.block.Lines.Any(mapped.Contains))
                .Select(pair => new TourStep(pair.block.Lines, pair.next is { Language: Block.Output } output ? output.Lines : null)),
        ];
    }
}
