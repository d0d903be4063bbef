using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>All instruments of a silo's meter, and what they measure from now on.</summary>
internal sealed class InstrumentRecorder : IDisposable
{
    private readonly List<Instrument> instruments = [];
    private readonly Dictionary<string, MetricCollector<long>> counts;
    private readonly Dictionary<string, MetricCollector<double>> times;

    public InstrumentRecorder(IMeterFactory meters)
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == SessionsTelemetry.MeterName && instrument.Meter.Scope == meters)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        counts = Collect<long>(meters);
        times = Collect<double>(meters);
    }

    public IReadOnlyList<Instrument> Instruments => instruments;

    public void RecordObservable()
    {
        foreach (var collector in counts.Values)
        {
            collector.RecordObservableInstruments();
        }

        foreach (var collector in times.Values)
        {
            collector.RecordObservableInstruments();
        }
    }

    public IReadOnlyList<CollectedMeasurement<long>> Counts(string instrument) => counts[instrument].GetMeasurementSnapshot();

    public IReadOnlyList<CollectedMeasurement<double>> Times(string instrument) => times[instrument].GetMeasurementSnapshot();

    /// <summary>The names of the tags that an instrument's measurements have had.</summary>
    public IReadOnlyList<string> TagsOf(string instrument) =>
    [
        .. (counts.ContainsKey(instrument) ? Counts(instrument).SelectMany(item => item.Tags.Keys) : Times(instrument).SelectMany(item => item.Tags.Keys))
            .Distinct()
            .Order(StringComparer.Ordinal)
    ];

    public void Dispose()
    {
        foreach (var collector in counts.Values)
        {
            collector.Dispose();
        }

        foreach (var collector in times.Values)
        {
            collector.Dispose();
        }
    }

    private Dictionary<string, MetricCollector<T>> Collect<T>(IMeterFactory meters)
        where T : struct => instruments
        .Where(instrument => instrument.GetType().GetGenericArguments() is [var type] && type == typeof(T))
        .ToDictionary(instrument => instrument.Name, instrument => new MetricCollector<T>(meters, SessionsTelemetry.MeterName, instrument.Name));
}
