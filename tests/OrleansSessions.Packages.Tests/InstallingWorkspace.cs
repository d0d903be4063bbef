using System.Xml.Linq;

namespace OrleansSessions.Packages.Tests;

/// <summary>A folder outside of the repository whose projects know the packages only as a NuGet source.</summary>
internal sealed class InstallingWorkspace(string folder, string packages)
{
    /// <summary>Prepares the folder: its own sources, its own cache of packages, and no settings from folders above.</summary>
    public static async Task<InstallingWorkspace> CreateAsync(string folder, string packages)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="cache" />
              </config>
              <packageSources>
                <clear />
                <add key="packed" value="{packages}" />
                <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
              </packageSources>
              <packageSourceMapping>
                <clear />
                <packageSource key="packed"><package pattern="OrleansSessions.*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        return new InstallingWorkspace(folder, packages);
    }

    /// <summary>Makes a program of one file that installs packages, and builds it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="program">Its text.</param>
    /// <param name="installed">The packages.</param>
    /// <returns>The program that was built.</returns>
    public async Task<string> BuildAsync(string name, string program, params IEnumerable<string> installed)
    {
        var project = Path.Combine(folder, name);
        Directory.CreateDirectory(project);
        var references = installed.Select(id => new XElement(
            "PackageReference", new XAttribute("Include", id), new XAttribute("Version", FindVersion(id))));
        await File.WriteAllTextAsync(Path.Combine(project, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>{string.Concat(references)}</ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program);
        await DotnetCommand.RunAsync(project, "build", "-m:1");
        return Path.Combine(project, "bin", "Debug", "net10.0", $"{name}.dll");
    }

    // Orleans at the version that the packages were built with, themselves at the one that was packed.
    private string FindVersion(string id) => File.Exists(Path.Combine(packages, $"{id}.{PackedSolution.Version}.nupkg"))
        ? PackedSolution.Version
        : XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(item => item.Attribute("Include")!.Value == id).Attribute("Version")!.Value;
}
