using System.Diagnostics;

namespace OrleansSessions.Servers;

/// <summary>Programs that Debian has a package of.</summary>
public static class DebianPackage
{
    private static readonly Lock Installing = new();

    /// <summary>Finds a program; where it is missing and this process may, installs its package.</summary>
    /// <exception cref="InvalidOperationException">It is missing; the message says what to do.</exception>
    public static string Require(string program, string package)
    {
        lock (Installing)
        {
            if (Find(program) is { } found)
            {
                return found;
            }

            var install = $"apt-get update -qq && apt-get install -y -qq --no-install-recommends {package}";
            if (Environment.IsPrivilegedProcess)
            {
                using var apt = Process.Start(new ProcessStartInfo("sh", ["-c", install]) { RedirectStandardOutput = true })!;
                apt.StandardOutput.ReadToEnd();
                apt.WaitForExit();
            }

            return Find(program) ?? throw new InvalidOperationException($"These tests need {program}, which is not on PATH: sudo sh -c '{install}'");
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
