using System.Diagnostics;
using System.Globalization;
using OrleansSessions.Servers;

namespace OrleansSessions.Sqlite.Tests;

/// <summary>A disk of its own in memory, which fills quickly.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    public SmallDisk(int bytes) =>
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes}"), "tmpfs", folder.Path);

    public string this[string file] => folder[file];

    public void Dispose()
    {
        Run("umount", folder.Path);
        folder.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
