namespace OrleansSessions.Servers;

/// <summary>Where PostgreSQL's programs are on this machine.</summary>
public static class ServerPrograms
{
    private const string Installed = "/usr/lib/postgresql";

    public static string Find(string name)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        // The newest first: "15" is newer than "9.6".
        var installed = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return onPath.Concat(installed.Select(folder => Path.Combine(folder, "bin")))
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"'{name}' is neither on PATH nor under {Installed}/*/bin. These tests run a real PostgreSQL server: "
                + "sudo apt-get install -y postgresql");
    }
}
