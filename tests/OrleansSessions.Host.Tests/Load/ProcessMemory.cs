using System.Diagnostics;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>Watches how much memory a process holds.</summary>
internal sealed class ProcessMemory : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource ending = new();
    private readonly Process process;
    private readonly Task watching;

    public ProcessMemory(int processId)
    {
        process = Process.GetProcessById(processId);
        watching = WatchAsync();
    }

    /// <summary>The most that it held, in MiB.</summary>
    public long PeakMebibytes { get; private set; }

    /// <summary>What it holds now, in MiB.</summary>
    public long Mebibytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching;
        ending.Dispose();
        process.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            PeakMebibytes = Math.Max(PeakMebibytes, Mebibytes);
            await Task.Delay(Interval, TimeProvider.System, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
