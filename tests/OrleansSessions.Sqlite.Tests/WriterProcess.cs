using System.Diagnostics;

namespace OrleansSessions.Sqlite.Tests;

/// <summary>A process that writes to a store until it is killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;

    private WriterProcess(Process process) => this.process = process;

    public static WriterProcess Start(string path) => new(Process.Start(new ProcessStartInfo("dotnet")
    {
        RedirectStandardOutput = true,
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "OrleansSessions.Sqlite.Writer.dll"), path },
    })!);

    public async Task<string> ReadLineAsync() =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("The writer ended.");

    /// <summary>Ends it as a power cut does, as far as a process can see.</summary>
    /// <returns>All that it had still printed.</returns>
    public async Task<string> KillAsync()
    {
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return rest;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
