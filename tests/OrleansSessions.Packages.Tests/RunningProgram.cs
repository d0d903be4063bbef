using System.Diagnostics;
using System.Text;

namespace OrleansSessions.Packages.Tests;

/// <summary>A program that runs until it is disposed of; stopped by its id.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly string sign;

    private RunningProgram(Process process, string sign) => (this.process, this.sign) = (process, sign);

    /// <summary>Starts it, and answers when it has written a sign that it is ready.</summary>
    public static async Task<RunningProgram> StartAsync(string program, string sign)
    {
        var folder = Path.GetDirectoryName(program)!;
        var running = new RunningProgram(Process.Start(DotnetCommand.Prepare(folder, program))!, sign);
        running.process.OutputDataReceived += (_, line) => running.Take(line.Data);
        running.process.ErrorDataReceived += (_, line) => running.Take(line.Data);
        running.process.EnableRaisingEvents = true;
        running.process.Exited += (_, _) => running.ready.TrySetException(new InvalidOperationException("It ended."));
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        try
        {
            await running.ready.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            return running;
        }
        catch (Exception exception)
        {
            await running.DisposeAsync();
            throw new InvalidOperationException($"{program} did not write '{sign}', but:\n{running.output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        process.Dispose();
    }

    private void Take(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line?.Contains(sign, StringComparison.Ordinal) == true)
        {
            ready.TrySetResult();
        }
    }
}
