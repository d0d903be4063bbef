using System.Text;
using System.Text.RegularExpressions;

namespace OrleansSessions.Packages.Tests;

/// <summary>The programs that the packages' readmes show, as methods of one program that runs those it is told.</summary>
internal static partial class Snippets
{
    public static string Combine(IEnumerable<string> ids)
    {
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        var methods = new StringBuilder();
        foreach (var id in ids)
        {
            var lines = Read(id).Split('\n');
            usings.UnionWith(lines.Where(IsUsing));
            methods.Append($$"""
                static async Task {{id.Replace('.', '_')}}(string[] args)
                {
                {{string.Join('\n', lines.Where(line => !IsUsing(line)))}}
                    await Task.CompletedTask;
                }

                """);
        }

        var calls = ids.Select(id => $"if (args.Contains(\"{id}\")) await {id.Replace('.', '_')}([]);");
        return $"""
            {string.Join('\n', usings)}

            {string.Join('\n', calls)}

            {methods}
            """;
    }

    /// <summary>The one program of a package's readme.</summary>
    public static string Read(string id) =>
        Assert.Single(Program().Matches(Repository.Read("src", id, "PACKAGE.md")).ToArray()).Groups[1].Value;

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}
