namespace OrleansSessions.Host.Tests.Replay;

public sealed class ReplayModelTests
{
    [Theory]
    [InlineData("60m", "0s", "0s", "exclusive")]
    [InlineData("60m", "59s", "0s", "inclusive")]
    [InlineData("60m", "0s", "1h", "inclusive")]
    [InlineData("90s", "0s", "0s", "exclusive")]
    [InlineData("10s", "20s", "15s", "inclusive")]
    [InlineData("7s", "30s", "0s", "exclusive")]
    [InlineData("10s", "0s", "0s", "exclusive")]
    [InlineData("40s", "0s", "0s", "inclusive")]
    public async Task Replay_WatermarkMovingWithEachLine_GivesTheModelsSessionsAndLateLines(
        string gap, string outOfOrderness, string lateness, string boundary)
    {
        var lines = SampleData.ReadLines(SampleData.Apache);
        var model = new ReplayModel(Read(gap), Read(outOfOrderness), Read(lateness), boundary == "inclusive");
        model.Play(lines);
        using var late = new TempFile();

        var run = await HostProgram.ReplayAsync(
            SampleData.Apache,
            "--gap", gap, "--out-of-orderness", outOfOrderness, "--lateness", lateness, "--boundary", boundary,
            "--sum", "bytes", "--late", late.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(model.Closed, run.Lines.Select(ReplayedSession.Parse));
        Assert.Equal(model.Late, await File.ReadAllLinesAsync(late.Path, TestContext.Current.CancellationToken));
        Assert.Equal(lines.Length, model.Closed.Sum(session => session.Count) + model.Late.Count);
        Assert.StartsWith(
            FormattableString.Invariant($"{lines.Length:N0} events, {model.Closed.Count:N0} sessions, {model.Late.Count:N0} late in "),
            run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Model_OutOfOrdernessZero_HasLateLines()
    {
        // Or the comparison above would say nothing about them.
        var model = new ReplayModel(Read("60m"), Read("0s"), Read("0s"), inclusive: false);
        model.Play(SampleData.ReadLines(SampleData.Apache));

        Assert.InRange(model.Late.Count, 100, 9_000);
    }

    private static TimeSpan Read(string text)
    {
        Assert.True(Configuration.Durations.TryParse(text, out var duration));
        return duration;
    }
}
