using System.Text.Json;

namespace OrleansSessions.Host.Tests.Replay;

public sealed class ReplayControlTests
{
    [Fact]
    public async Task Replay_ControlLines_CloseInOrderAndAreEchoedAfterWhatTheyClosed()
    {
        const string First = """{"watermark":"2026-01-01T00:00:25Z","note":"as it stands"}""";
        const string Last = """{"watermark":"max"}""";
        using var input = new TempFile(
            Event("b", 0), Event("a", 0), Event("c", 5), Event("a", 30), First, """{"watermark":"2026-01-01T00:00:10Z"}""", Event("d", 26), Last);

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "10s", "--echo-watermarks");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["a:0", "b:0", "c:5", First, """{"watermark":"2026-01-01T00:00:10Z"}""", "d:26", "a:30", Last], run.Lines.Select(Describe));
    }

    [Fact]
    public async Task Replay_ControlLinesWithoutEcho_AreNotWritten()
    {
        using var input = new TempFile(Event("a", 0), """{"watermark":"max"}""");

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "10s");

        Assert.Equal(["a:0"], run.Lines.Select(Describe));
    }

    [Theory]
    [InlineData("exclusive", "0s", 10, 1)]
    [InlineData("inclusive", "0s", 10, 0)]
    [InlineData("exclusive", "5s", 14, 0)]
    [InlineData("exclusive", "5s", 15, 1)]
    [InlineData("inclusive", "5s", 15, 0)]
    public async Task Replay_WatermarkAtTheEnd_ClosesByBoundaryAndLateness(string boundary, string lateness, int watermark, int late)
    {
        // The old event joins as long as the session is open, and is late once the watermark has closed it.
        using var input = new TempFile(Event("a", 0), Watermark(watermark), Event("a", 1));
        using var lateFile = new TempFile();

        var run = await HostProgram.ReplayAsync(
            input.Path, "--gap", "10s", "--boundary", boundary, "--lateness", lateness, "--late", lateFile.Path);

        Assert.Equal(late, (await File.ReadAllLinesAsync(lateFile.Path, TestContext.Current.CancellationToken)).Length);
        Assert.Equal(2 - late, ReplayedSession.Parse(Assert.Single(run.Lines)).Count);
    }

    [Fact]
    public async Task Replay_LateFile_HasExactlyTheLateLinesAsTheyStand()
    {
        const string Spaced = """{ "timestamp" : "2026-01-01T01:00:03+01:00", "x":[1, 2], "key":"a" }""";
        using var input = new TempFile(Event("a", 0), Watermark(20), Spaced, Event("b", 4), Event("a", 21), Watermark(10), Event("c", 15));
        using var lateFile = new TempFile("old content");

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "10s", "--late", lateFile.Path);

        Assert.Equal([Spaced, Event("b", 4)], await File.ReadAllLinesAsync(lateFile.Path, TestContext.Current.CancellationToken));
        Assert.Equal(["a:0", "c:15", "a:21"], run.Lines.Select(Describe));
        Assert.StartsWith("5 events, 3 sessions, 2 late in ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EventsWithGapsOfTheirOwn_EndTheSessionByThem()
    {
        using var input = new TempFile(
            Event("a", 0, ",\"gap\":\"00:01:00\""), Event("a", 50), Event("b", 0, ",\"gap\":2000"), Event("b", 5));

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "10s", "--longest-gap", "1m");
        var sessions = run.Lines.Select(ReplayedSession.Parse).Select(session => (session.Key, session.Count, (session.End - session.Start).TotalSeconds));

        Assert.Equal([("b", 1, 2), ("b", 1, 10), ("a", 2, 60)], sessions);
    }

    [Theory]
    [InlineData("\"gap\":\"2m\"", "--longest-gap 1m", "The gap 00:02:00 is longer than the longest allowed, 00:01:00.")]
    [InlineData("\"gap\":0", "--longest-gap 1m", "The gap must be positive, but is 00:00:00.")]
    [InlineData("\"gap\":1000", "", "Sessionizer 'replay' does not allow events to carry a gap.")]
    public async Task Replay_GapThatIsNotAllowed_IsABadLine(string gap, string options, string problem)
    {
        using var input = new TempFile(Event("a", 0), Event("a", 1, "," + gap));

        var run = await HostProgram.ReplayAsync(
            input.Path, ["--gap", "10s", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([$"{input.Path}:2: {problem}"], run.ErrorLines);
    }

    private static string Event(string key, int second, string more = "") =>
        $$"""{"key":"{{key}}","timestamp":"2026-01-01T00:00:{{second:00}}Z"{{more}}}""";

    private static string Watermark(int second) => $$"""{"watermark":"2026-01-01T00:00:{{second:00}}Z"}""";

    private static string Describe(string line) => JsonElement.Parse(line).TryGetProperty("id", out _)
        ? FormattableString.Invariant($"{ReplayedSession.Parse(line).Key}:{ReplayedSession.Parse(line).Start.Second}")
        : line;
}
