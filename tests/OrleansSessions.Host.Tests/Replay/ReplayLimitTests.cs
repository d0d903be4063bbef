namespace OrleansSessions.Host.Tests.Replay;

public sealed class ReplayLimitTests
{
    [Theory]
    [InlineData("", "a:0-58x4 Gap")]
    [InlineData("--max-duration 30s", "a:0-20x2 MaxDuration|a:40-58x2 MaxDuration")]
    [InlineData("--max-duration 20s", "a:0-0x1 MaxDuration|a:20-20x1 MaxDuration|a:40-58x2 MaxDuration")]
    [InlineData("--max-events 3", "a:0-40x3 MaxEvents|a:58-58x1 Gap")]
    [InlineData("--max-events 1", "a:0-0x1 MaxEvents|a:20-20x1 MaxEvents|a:40-40x1 MaxEvents|a:58-58x1 MaxEvents")]
    [InlineData("--end-when n=2", "a:0-20x2 Ended|a:40-58x2 Gap")]
    [InlineData("--end-when n=two", "a:0-58x4 Gap")]
    public async Task Replay_WithLimit_ClosesByIt(string options, string expected)
    {
        using var input = new TempFile(Event(0, 1), Event(20, 2), Event(40, 3), Event(58, 4));

        var run = await HostProgram.ReplayAsync(input.Path, ["--gap", "30s", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(expected, string.Join('|', run.Lines.Select(ReplayedSession.Parse).Select(Describe)));
    }

    [Fact]
    public async Task Replay_MaxStateBytes_ClosesWhatHasGrownToThem()
    {
        using var input = new TempFile([.. Enumerable.Range(0, 50).Select(i => Event(i, i, $",\"text\":\"{new string('x', 100)}{i}\""))]);

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "30s", "--list", "text", "--max-state-bytes", "2000");

        Assert.Equal("a:0-49x50 MaxState", Describe(ReplayedSession.Parse(Assert.Single(run.Lines))));
    }

    [Fact]
    public async Task Replay_MaxAhead_RejectsWhatLiesFurther()
    {
        using var input = new TempFile("""{"key":"a","timestamp":"9000-01-01T00:00:00Z"}""");

        var run = await HostProgram.ReplayAsync(input.Path, "--max-ahead", "1d");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{input.Path}:1: The timestamp 9000-01-01T00:00:00.0000000+00:00", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_RejectedEventFarAhead_DoesNotMoveTheWatermark()
    {
        using var input = new TempFile(Event(0, 1), """{"key":"a","timestamp":"9000-01-01T00:00:00Z"}""", Event(1, 2));

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "30s", "--out-of-orderness", "5s", "--max-ahead", "1d", "--skip-bad");

        Assert.Equal("a:0-1x2 Gap", Describe(ReplayedSession.Parse(Assert.Single(run.Lines))));
        Assert.Contains(", 0 late, 1 bad lines in ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EventThatEnds_AfterTheWatermarkHasClosed_EndsOnlyItsOwn()
    {
        using var input = new TempFile(Event(0, 1), """{"key":"b","timestamp":"2026-01-01T00:00:40Z"}""", Event(50, 2));

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "30s", "--out-of-orderness", "5s", "--end-when", "n=2");

        Assert.Equal("a:0-0x1 Gap|a:50-50x1 Ended|b:40-40x1 Gap", string.Join('|', run.Lines.Select(ReplayedSession.Parse).Select(Describe)));
    }

    [Fact]
    public async Task Replay_EndLine_EndsThatKeyAndIsEchoedAfterIt()
    {
        const string End = """{"end":"a","timestamp":"2026-01-01T00:00:20Z"}""";
        using var input = new TempFile(Event(0, 1), Event(10, 2), """{"key":"b","timestamp":"2026-01-01T00:00:05Z"}""", End, """{"end":"nobody","timestamp":0}""", Event(15, 3), Event(21, 4));
        using var late = new TempFile();

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "30s", "--echo-watermarks", "--late", late.Path);

        Assert.Equal(["a:0-10x2 Ended", End, """{"end":"nobody","timestamp":0}""", "b:5-5x1 Gap", "a:21-21x1 Gap"], run.Lines.Select(DescribeLine));
        Assert.Equal([Event(15, 3)], await File.ReadAllLinesAsync(late.Path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"end":"a"}""", "\"end\" needs a \"timestamp\".")]
    [InlineData("""{"end":"","timestamp":0}""", "The key is empty.")]
    [InlineData("""{"end":"a","watermark":0}""", "A control line has \"watermark\" or \"end\", not both.")]
    public async Task Replay_BadEndLine_SaysWhatIsWrong(string line, string problem)
    {
        using var input = new TempFile(line);

        Assert.Equal([$"{input.Path}:1: {problem}"], (await HostProgram.ReplayAsync(input.Path)).ErrorLines);
    }

    [Fact]
    public async Task Replay_ProducerSendsAgain_CountsOnce()
    {
        using var input = new TempFile(
            Event(0, 1, ",\"producer\":\"p\",\"sequence\":1"),
            Event(1, 2, ",\"producer\":\"p\",\"sequence\":2"),
            Event(0, 1, ",\"producer\":\"p\",\"sequence\":1"),
            Event(2, 3, ",\"producer\":\"q\",\"sequence\":1"));

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "30s");

        Assert.Equal("a:0-2x3 Gap", Describe(ReplayedSession.Parse(Assert.Single(run.Lines))));
        Assert.Contains(", 1 duplicates in ", run.Error, StringComparison.Ordinal);
    }

    private static string Event(int second, int n, string more = "") =>
        $$"""{"key":"a","timestamp":"2026-01-01T00:00:{{second:00}}Z","n":{{n}}{{more}}}""";

    private static string DescribeLine(string line) => line.Contains("\"id\"", StringComparison.Ordinal) ? Describe(ReplayedSession.Parse(line)) : line;

    private static string Describe(ReplayedSession session) =>
        FormattableString.Invariant($"{session.Key}:{session.Start.Second}-{session.LastEvent.Second}x{session.Count} {session.Reason}");
}
