using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace OrleansSessions.Packages.Tests;

/// <summary>What is in each package.</summary>
public sealed class ContentTests(PackedSolution packed)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Ids => [.. PackedSolution.Ids];

    [Fact]
    public void Pack_Solution_OnePackageWithSymbolsForEachProjectInSrc() => Assert.Equal(
        PackedSolution.Ids
            .SelectMany(id => new[] { $"{id}.{PackedSolution.Version}.nupkg", $"{id}.{PackedSolution.Version}.snupkg" })
            .Order(),
        Directory.GetFiles(packed.Packages).Select(file => Path.GetFileName(file)).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nupkg_Metadata_SaysWhatItIs(string id)
    {
        using var package = packed.Open(id);

        Assert.Equal(id, package.Find("id"));
        Assert.Equal(PackedSolution.Version, package.Find("version"));
        Assert.Equal("MIT", package.Find("license"));
        Assert.Equal("The OrleansSessions authors", package.Find("authors"));
        Assert.InRange(package.Find("description")!.Length, 40, 300);
        Assert.Contains("session-windows", package.Find("tags")!.Split(' '));
        Assert.Equal("README.md", package.Find("readme"));
    }

    [Fact]
    public void Nupkg_DescriptionsAndTags_AreEachPackagesOwn()
    {
        var packages = PackedSolution.Ids.Select(packed.Open).ToList();

        Assert.Equal(packages.Count, packages.Select(package => package.Find("description")).Distinct().Count());
        Assert.Equal(packages.Count, packages.Select(package => package.Find("tags")).Distinct().Count());
        packages.ForEach(package => package.Dispose());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nupkg_Files_AreReadmeLibraryAndDocumentation(string id)
    {
        using var package = packed.Open(id);

        Assert.Equal(Repository.Read("src", id, "PACKAGE.md"), package.ReadText("README.md"));
        Assert.StartsWith($"# {id}\n", package.ReadText("README.md"), StringComparison.Ordinal);
        Assert.Equal(
            [$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"],
            package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order());
        var members = XDocument.Parse(package.ReadText($"lib/net10.0/{id}.xml")).Descendants("member");
        Assert.Contains(members, member => member.Attribute("name")!.Value.StartsWith("T:OrleansSessions.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nupkg_Dependencies_AreTheProjectsAtTheirVersions(string id)
    {
        using var package = packed.Open(id);
        var project = XDocument.Parse(Repository.Read("src", id, $"{id}.csproj"));
        var own = project.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(Include(item)));
        var others = project.Descendants("PackageReference").Where(item => item.Attribute("PrivateAssets") is null).Select(Include);
        var versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(Include, item => item.Attribute("Version")!.Value);

        Assert.Subset(package.Dependencies.Keys.ToHashSet(), own.Concat(others).ToHashSet());
        Assert.All(package.Dependencies, dependency => Assert.Equal(
            PackedSolution.Ids.Contains(dependency.Key) ? PackedSolution.Version : versions[dependency.Key], dependency.Value));
        Assert.DoesNotContain("OrleansSessions.Testing", package.Dependencies.Keys);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Snupkg_Symbols_AreOfTheLibraryAndHaveItsSources(string id)
    {
        using var package = packed.Open(id);
        using var symbols = packed.OpenSymbols(id);
        using var library = new PEReader(package.ReadBytes($"lib/net10.0/{id}.dll").ToImmutableArray());
        using var provider = MetadataReaderProvider.FromPortablePdbImage(symbols.ReadBytes($"lib/net10.0/{id}.pdb").ToImmutableArray());
        var pdb = provider.GetMetadataReader();
        var entries = library.ReadDebugDirectory();

        var codeView = library.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView));
        Assert.Equal(new BlobContentId(pdb.DebugMetadataHeader!.Id).Guid, codeView.Guid);
        Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        var sources = pdb.CustomDebugInformation.Select(pdb.GetCustomDebugInformation)
            .Count(information => pdb.GetGuid(information.Kind) == EmbeddedSource);
        Assert.Equal(pdb.Documents.Count, sources);
    }

    private static string Include(XElement item) => item.Attribute("Include")!.Value;
}
