using System.Diagnostics;
using System.Globalization;

namespace OrleansSessions.Cluster.Tests;

/// <summary>A process of these tests, which is signalled and stopped by its id.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int KeptLines = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string? LogFolder = Environment.GetEnvironmentVariable("FAULTS_LOGS");

    private readonly Process process;
    private readonly int id;
    private readonly Queue<string> lines = new(KeptLines);

    private ChildProcess(Process process)
    {
        (this.process, id) = (process, process.Id);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    /// <summary>The last lines that it has written.</summary>
    public string Output
    {
        get
        {
            lock (lines)
            {
                return string.Join(Environment.NewLine, lines);
            }
        }
    }

    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Sends a signal, as <c>TERM</c>, <c>STOP</c> or <c>CONT</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task KillAsync()
    {
        process.Kill();
        await WaitForExitAsync(Patience);
    }

    /// <exception cref="TimeoutException">It has not ended in time.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        await process.WaitForExitAsync().WaitAsync(within);
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();

    private void Keep(string? line)
    {
        lock (lines)
        {
            if (line is not null)
            {
                if (lines.Count == KeptLines)
                {
                    lines.Dequeue();
                }

                lines.Enqueue(line);
                if (LogFolder is not null)
                {
                    File.AppendAllText(Path.Combine(LogFolder, $"{id}.log"), line + Environment.NewLine);
                }
            }
        }
    }
}
