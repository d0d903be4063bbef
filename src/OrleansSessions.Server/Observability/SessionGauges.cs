using System.Diagnostics.Metrics;
using System.Globalization;

namespace OrleansSessions.Server;

/// <summary>The instruments that are looked at when somebody asks for them, and cost nothing in between.</summary>
internal sealed class SessionGauges
{
    private readonly SessionizerCatalog catalog;
    private readonly LogLags lags;

    public SessionGauges(SessionInstruments instruments, SessionizerCatalog catalog, LogLags lags)
    {
        this.catalog = catalog;
        this.lags = lags;
        var meter = instruments.Meter;
        meter.CreateObservableUpDownCounter(
            SessionInstruments.Prefix + "sessions.open", () => Measure(sessionizer => sessionizer.Keys.OpenSessions), "{session}",
            "Open sessions that the silo's scanner will close.");
        meter.CreateObservableUpDownCounter(
            SessionInstruments.Prefix + "keys.set_aside", () => Measure(sessionizer => sessionizer.SetAside.Count), "{key}",
            "Keys whose stored state the silo can not read.");
        meter.CreateObservableGauge(
            SessionInstruments.Prefix + "watermark.lag", MeasureWatermarks, "s", "How far the watermark is behind the clock.");
        meter.CreateObservableGauge(
            SessionInstruments.Prefix + "log.lag", MeasureLags, "{entry}", "How far a partition's subscribers are behind its log.");
    }

    private IEnumerable<Measurement<long>> Measure(Func<Sessionizer, long> measure) =>
        catalog.All.Select(sessionizer => new Measurement<long>(measure(sessionizer), sessionizer.Metrics.Tag));

    private IEnumerable<Measurement<double>> MeasureWatermarks() =>
        from sessionizer in catalog.All
        let lag = sessionizer.FindWatermarkLag()
        where lag is not null
        select new Measurement<double>(lag.Value.TotalSeconds, sessionizer.Metrics.Tag);

    private IEnumerable<Measurement<long>> MeasureLags() => lags.All.Select(lag => new Measurement<long>(
        lag.Entries,
        KeyValuePair.Create(MetricTags.Sessionizer, (object?)lag.Of.Sessionizer),
        KeyValuePair.Create(MetricTags.Log, (object?)(lag.Of.Kind == LogKind.Closed ? "closed" : "late")),
        KeyValuePair.Create(MetricTags.Partition, (object?)lag.Of.Partition.ToString(CultureInfo.InvariantCulture))));
}
