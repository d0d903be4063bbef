using System.Diagnostics;

namespace OrleansSessions.Server;

/// <summary>A scan, as it is measured and, when anything is due, traced.</summary>
internal sealed class ScanScope : IDisposable
{
    private readonly Sessionizer sessionizer;
    private readonly long began;
    private Activity? activity;
    private int keys;

    private ScanScope(Sessionizer sessionizer)
    {
        this.sessionizer = sessionizer;
        began = sessionizer.Metrics.BeginScan();
    }

    public static ScanScope Begin(Sessionizer sessionizer) => new(sessionizer);

    /// <summary>Notes keys that are due and are now called.</summary>
    public void Add(int due)
    {
        if (due > 0)
        {
            keys += due;
            activity ??= SessionTracing.Start("scan", sessionizer.Name);
            activity?.SetTag("keys", keys);
        }
    }

    public void Dispose()
    {
        sessionizer.Metrics.EndScan(began);
        activity?.Dispose();
    }
}
