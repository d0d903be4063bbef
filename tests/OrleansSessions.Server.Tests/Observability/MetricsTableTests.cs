using System.Diagnostics.Metrics;

namespace OrleansSessions.Server.Tests;

public sealed class MetricsTableTests(MeteredRun run) : IClassFixture<MeteredRun>
{
    [Fact]
    public void Table_InTheReadme_IsWhatTheInstrumentsAre()
    {
        var instruments = run.Recorder.Instruments.Select(instrument => string.Join(
            " | ", instrument.Name, KindOf(instrument), instrument.Unit, string.Join(", ", run.Recorder.TagsOf(instrument.Name))));

        Assert.Equal(ReadTable().Order(StringComparer.Ordinal), instruments.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Instruments_All_HaveADescriptionAndMeasuredInTheScript()
    {
        Assert.All(run.Recorder.Instruments, instrument => Assert.NotEmpty(instrument.Description!));
        Assert.All(
            run.Recorder.Instruments.Where(instrument => instrument.Name != SessionInstruments.Prefix + "commit.keys"),
            instrument => Assert.NotEmpty(run.Recorder.TagsOf(instrument.Name)));
    }

    private static IEnumerable<string> ReadTable() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Observability", "README.md"))
        .Where(line => line.StartsWith($"| `{SessionInstruments.Prefix}", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Replace("`", "", StringComparison.Ordinal).Split('|'))
        .Select(cells => string.Join(
            " | ", cells[0].Trim(), cells[1].Trim(), cells[2].Trim(), string.Join(", ", cells[3].Split(',').Select(tag => tag.Trim()).Order(StringComparer.Ordinal))));

    private static string KindOf(Instrument instrument) => instrument.GetType().GetGenericTypeDefinition() switch
    {
        var type when type == typeof(Counter<>) => "counter",
        var type when type == typeof(Histogram<>) => "histogram",
        var type when type == typeof(ObservableUpDownCounter<>) => "up-down counter",
        var type when type == typeof(ObservableGauge<>) => "gauge",
        var type => type.Name,
    };
}
