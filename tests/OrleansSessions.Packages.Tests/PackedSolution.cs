using System.Xml.Linq;
using OrleansSessions.Servers;

namespace OrleansSessions.Packages.Tests;

/// <summary>The packages of the solution, made anew in a folder that is deleted afterwards.</summary>
public sealed class PackedSolution : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    /// <summary>The projects that are packages.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(project => Path.GetFileName(project)).Order(),
    ];

    /// <summary>Where the packages are.</summary>
    public string Packages => folder["packages"];

    /// <summary>Where projects are made that install them.</summary>
    public string Workspace => folder["workspace"];

    /// <summary>The version, from the one place that has it.</summary>
    public static string Version { get; } =
        XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    public async ValueTask InitializeAsync()
    {
        // All that is built lies beside the packages: nothing in the tree is touched, whatever else is being built there. The build
        // of the solution has had the analyzers' word.
        await DotnetCommand.RunAsync(
            Repository.Root, "pack", "--output", Packages, "--artifacts-path", folder["artifacts"], "-m:1", "-warnaserror",
            "-p:RunAnalyzers=false");
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Package Open(string id) => Package.Open(Path.Combine(Packages, $"{id}.{Version}.nupkg"));

    internal Package OpenSymbols(string id) => Package.Open(Path.Combine(Packages, $"{id}.{Version}.snupkg"));
}
