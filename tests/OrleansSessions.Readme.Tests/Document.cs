using OrleansSessions.Packages.Tests;

namespace OrleansSessions.Readme.Tests;

/// <summary>A Markdown file of the repository.</summary>
internal sealed class Document
{
    private const string Fence = "```";

    private Document(string path) => Path = path;

    /// <summary>The page that a newcomer reads first.</summary>
    public static Document Readme { get; } = new("README.md");

    /// <summary>The reference of the service.</summary>
    public static Document Service { get; } = new("silo-host/README.md");

    /// <summary>All that describe the repository and its packages to those who use them.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        Readme,
        Service,
        .. new[] { "src", "client-sample", "silo-host" }
            .SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(path => path != "silo-host/README.md" && !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order()
            .Select(path => new Document(path)),
    ];

    /// <summary>Where it is, from the top of the repository.</summary>
    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Repository.Root, Path))!;

    public IReadOnlyList<string> Lines => Repository.Read(Path).Split('\n');

    /// <summary>The fenced blocks, in order, each with the line before it and the heading that it is under.</summary>
    public IReadOnlyList<Block> Blocks
    {
        get
        {
            var blocks = new List<Block>();
            var (heading, before) = ("", "");
            var lines = Lines;
            for (var i = 0; i < lines.Count; i++)
            {
                if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
                {
                    var content = lines.Skip(i + 1).TakeWhile(line => line != Fence).ToList();
                    blocks.Add(new Block(heading, before, lines[i][Fence.Length..], content));
                    i += content.Count + 1;
                }
                else if (lines[i].StartsWith("## ", StringComparison.Ordinal))
                {
                    heading = lines[i][3..];
                }

                before = lines[i];
            }

            return blocks;
        }
    }

    /// <summary>What its headings are called in links, as GitHub makes it.</summary>
    public IEnumerable<string> Anchors => Lines
        .Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant()
            .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_'))
            .Replace(' ', '-'));
}
