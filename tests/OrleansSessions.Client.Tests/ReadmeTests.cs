namespace OrleansSessions.Client.Tests;

/// <summary>The README shows programs that are compiled with everything else.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("OrleansSessions.Readme.Silo", 15)]
    [InlineData("OrleansSessions.Readme.Client", 10)]
    public void Readme_Program_IsTheOneThatIsCompiled(string project, int maxLines)
    {
        var root = FindRoot();
        var program = File.ReadAllText(Path.Combine(root, "tests", project, "Program.cs"));
        var readme = File.ReadAllText(Path.Combine(root, "README.md"));

        Assert.Contains($"<!-- tests/{project}/Program.cs -->\n```csharp\n{program}```", readme, StringComparison.Ordinal);
        Assert.InRange(program.Split('\n').Count(line => line.Length > 0), 1, maxLines);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansSessions.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
