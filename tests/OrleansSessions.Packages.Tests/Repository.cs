namespace OrleansSessions.Packages.Tests;

/// <summary>The files that the tests are about.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>A program that the README shows; another test holds the two against each other.</summary>
    public static string ReadReadmeProgram(string project)
    {
        var program = Read("tests", project, "Program.cs");
        Assert.Contains($"```csharp\n{program}```", Read("README.md"), StringComparison.Ordinal);
        return program;
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
