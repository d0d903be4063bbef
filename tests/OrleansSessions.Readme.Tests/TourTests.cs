namespace OrleansSessions.Readme.Tests;

/// <summary>The README's commands, one after the other as a newcomer gives them, write what it says.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task Readme_Commands_WriteWhatItShows()
    {
        await using var shell = new TourShell();
        Assert.Equal(Tour.Start, Tour.Commands.First());
        foreach (var step in Tour.Steps)
        {
            var written = "";
            foreach (var command in step.Commands)
            {
                if (command == Tour.Start)
                {
                    await shell.StartAsync(command);
                    continue;
                }

                var output = await shell.RunAsync(command);
                Assert.True(output.Trim().Length > 0 || command.Contains(" > ", StringComparison.Ordinal), $"'{command}' wrote nothing.");
                written += $"{output.TrimEnd('\n')}\n";
            }

            if (step.Output is not null)
            {
                step.Check(written);
            }
        }
    }
    [Fact]
    public async Task Readme_Settings_AreValid()
    {
        await using var shell = new TourShell();
        var settings = Document.Readme.Blocks.Where(block => block.Language == Block.Settings).ToList();
        Assert.NotEmpty(settings);
        foreach (var block in settings)
        {
            var written = await shell.RunAsync(
                $"dotnet run --project silo-host -- check-config --settings {shell.Write("settings.json", string.Join('\n', block.Lines))}");
            Assert.Contains("rides", written, StringComparison.Ordinal);
        }
    }
}
