using System.IO.Compression;
using System.Xml.Linq;

namespace OrleansSessions.Packages.Tests;

/// <summary>A package's files and what it says of itself.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive archive;
    private readonly XElement metadata;

    private Package(ZipArchive archive)
    {
        this.archive = archive;
        var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        metadata = XDocument.Load(nuspec.Open()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public IEnumerable<string> Files => archive.Entries.Select(entry => entry.FullName);

    /// <summary>What it depends on, by id, with the version.</summary>
    public IReadOnlyDictionary<string, string> Dependencies => metadata.Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

    public static Package Open(string file) => new(ZipFile.OpenRead(file));

    public string? Find(string element) => metadata.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Value;

    public byte[] ReadBytes(string file)
    {
        using var content = archive.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public string ReadText(string file)
    {
        using var reader = new StreamReader(archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => archive.Dispose();
}
