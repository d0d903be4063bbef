using System.Diagnostics;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>A silo in a process of its own.</summary>
internal sealed class ChildSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private ChildSilo(Process process) => this.process = process;

    /// <param name="program">A program of this one's folder.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="started">Whether it has started, by a line that it writes.</param>
    public static async Task<ChildSilo> StartAsync(string program, IEnumerable<string> arguments, Func<string, bool> started)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]) { RedirectStandardOutput = true };
        var silo = new ChildSilo(Process.Start(start)!);
        var isStarted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && started(text))
            {
                isStarted.TrySetResult();
            }
        };
        silo.process.BeginOutputReadLine();
        await isStarted.Task.WaitAsync(Patience);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
