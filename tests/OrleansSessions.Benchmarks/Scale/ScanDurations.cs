using System.Diagnostics.Metrics;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>The longest scan since it was asked last.</summary>
internal sealed class ScanDurations : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private double longest;

    public ScanDurations()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == SessionsTelemetry.MeterName && instrument.Name.EndsWith("scan.duration", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Note(seconds));
        listener.Start();
    }

    /// <summary>In milliseconds; 0 when there was none.</summary>
    public double TakeLongest()
    {
        lock (gate)
        {
            var taken = longest * 1_000;
            longest = 0;
            return taken;
        }
    }

    public void Dispose() => listener.Dispose();

    private void Note(double seconds)
    {
        lock (gate)
        {
            longest = Math.Max(longest, seconds);
        }
    }
}
