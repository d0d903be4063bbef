namespace OrleansSessions.Packages.Tests;

/// <summary>The packages, installed in projects outside of the repository, do what the READMEs say.</summary>
public sealed class InstallingTests(PackedSolution packed)
{
    [Fact]
    public async Task Install_ReadmePrograms_BuildAndTalkToEachOther()
    {
        var workspace = await InstallingWorkspace.CreateAsync(packed.Workspace, packed.Packages);
        var ports = Ports.FindFree();
        var siloText = Repository.ReadReadmeProgram("OrleansSessions.Readme.Silo");
        var clientText = Repository.ReadReadmeProgram("OrleansSessions.Readme.Client");
        Assert.Equal(siloText, Snippets.Read("OrleansSessions.Server"));
        Assert.Equal(clientText, Snippets.Read("OrleansSessions.Client"));

        var silo = await workspace.BuildAsync(
            "silo", ports.InSilo(siloText), "Microsoft.Orleans.Server", "OrleansSessions.Server");
        var client = await workspace.BuildAsync(
            "client", ports.InClient(clientText), "Microsoft.Orleans.Client", "OrleansSessions.Client");
        await using var running = await RunningProgram.StartAsync(silo, "Application started");
        var output = await DotnetCommand.RunAsync(packed.Workspace, client);

        Assert.Matches(@"(?m)^ann made 2 clicks, the last at \d\d:\d\d:\d\d$", output);

        // The other readmes' programs: of the two that need neither ports nor a server, what they write, too.
        string[] others = [.. PackedSolution.Ids.Except(["OrleansSessions.Server", "OrleansSessions.Client"])];
        var snippets = await workspace.BuildAsync(
            "snippets", Snippets.Combine(others), ["Microsoft.Orleans.Server", .. others]);
        var written = await DotnetCommand.RunAsync(packed.Workspace, snippets, "OrleansSessions.Core", "OrleansSessions.Testing");

        Assert.Equal(["2 events, the last at 10:20", "ann made 2 clicks"], written.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
