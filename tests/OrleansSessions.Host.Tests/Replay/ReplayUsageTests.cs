using System.IO.Compression;
using System.Text;

namespace OrleansSessions.Host.Tests.Replay;

public sealed class ReplayUsageTests
{
    private const string Good = """{"key":"a","timestamp":0}""";

    [Theory]
    [InlineData("{\"key\":\"a\"}", "There is no \"timestamp\".")]
    [InlineData("{bad", "Not valid JSON at byte 1.")]
    [InlineData("{\"key\":\"a\",\"timestamp\":\"9999-12-31T23:59:59Z\"}", "The event time 9999-12-31T23:59:59.0000000+00:00 plus the gap 00:30:00 is past the end of the calendar.")]
    public async Task Replay_BadLine_EndsWithItsPlaceAndWhatIsWrong(string bad, string problem)
    {
        using var input = new TempFile(Good, "", bad, "{worse");

        var run = await HostProgram.ReplayAsync(input.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([$"{input.Path}:3: {problem}"], run.ErrorLines);
    }

    [Fact]
    public async Task Replay_BadLinesSkipped_AreCountedAndLoseNoGoodOne()
    {
        using var input = new TempFile(
            Good, "{bad", Good, "[]", """{"key":"a"}""", """{"key":"a","timestamp":"9999-12-31T23:59:59Z"}""", """{"key":"b","timestamp":1}""");

        var run = await HostProgram.ReplayAsync(input.Path, "--skip-bad");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("a", 2), ("b", 1)], run.Lines.Select(ReplayedSession.Parse).Select(session => (session.Key, session.Count)));
        Assert.StartsWith("3 events, 2 sessions, 0 late, 4 bad lines in ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_BadLineOnStandardInput_IsNamedSo()
    {
        var run = await HostProgram.RunAsync(["replay", "-"], "{bad"u8.ToArray());

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["standard input:1: Not valid JSON at byte 1."], run.ErrorLines);
    }

    [Theory]
    [InlineData("--gap 10", "--gap must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is '10'.")]
    [InlineData("--gap 0s", "--gap must be longer than zero, but is '0s'.")]
    [InlineData("--max-duration 0s", "--max-duration must be longer than zero, but is '0s'.")]
    [InlineData("--max-duration long", "--max-duration must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is 'long'.")]
    [InlineData("--max-events 0", "--max-events must be a whole number of at least 1, but is '0'.")]
    [InlineData("--max-state-bytes 1k", "--max-state-bytes must be a whole number of at least 1, but is '1k'.")]
    [InlineData("--max-producers 1001", "--max-producers must be a whole number from 1 to 1,000, but is '1001'.")]
    [InlineData("--max-ahead -1s", "--max-ahead must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is '-1s'.")]
    [InlineData("--producer-retention x", "--producer-retention must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is 'x'.")]
    [InlineData("--end-when page", "--end-when must be FIELD=VALUE, as in page=/logout, but is 'page'.")]
    [InlineData("--out-of-orderness soon", "--out-of-orderness must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is 'soon'.")]
    [InlineData("--lateness -5s", "--lateness must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is '-5s'.")]
    [InlineData("--longest-gap 1m", "--longest-gap must be at least --gap, 00:30:00, but is 00:01:00.")]
    [InlineData("--boundary open", "--boundary must be exclusive or inclusive, but is 'open'.")]
    [InlineData("--bogus", "replay does not take '--bogus'.")]
    [InlineData("another.ndjson", "replay does not take 'another.ndjson'.")]
    [InlineData("--gap", "Required argument missing for option: '--gap'.")]
    [InlineData("--gap 1s --gap 2s", "Option '--gap' expects a single argument but 2 were provided.")]
    [InlineData("--sum", "Required argument missing for option: '--sum'.")]
    public async Task Replay_WrongUsage_EndsWithOneClearLine(string options, string message)
    {
        using var input = new TempFile(Good);

        var run = await HostProgram.ReplayAsync(input.Path, options.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal([message], run.ErrorLines.Where(line => line != "See --help."));
    }

    [Fact]
    public async Task Replay_NoFile_IsWrongUsage()
    {
        var run = await HostProgram.RunAsync(["replay"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["Required argument missing for command: 'replay'.", "See --help."], run.ErrorLines);
    }

    [Fact]
    public async Task Replay_MissingFile_SaysSo()
    {
        var run = await HostProgram.ReplayAsync("/no/such/file.ndjson");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/no/such/file.ndjson", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_LateFileThatCanNotBeWritten_SaysSo()
    {
        using var input = new TempFile(Good);

        var run = await HostProgram.ReplayAsync(input.Path, "--late", "/no/such/late.ndjson");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/no/such/late.ndjson", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_NameEndsInGz_IsDecompressed()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Good), TestContext.Current.CancellationToken);
        }

        using var good = TempFile.OfBytes(compressed.ToArray(), ".GZ");
        using var bad = TempFile.OfBytes(Encoding.UTF8.GetBytes(Good), ".gz");

        Assert.Equal("a", ReplayedSession.Parse(Assert.Single((await HostProgram.ReplayAsync(good.Path)).Lines)).Key);
        var run = await HostProgram.ReplayAsync(bad.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{bad.Path}: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EmptyInput_GivesNothing()
    {
        var run = await HostProgram.RunAsync(["replay", "-"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("0 events, 0 sessions, 0 late in ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_Help_NamesEveryOption()
    {
        var run = await HostProgram.RunAsync(["replay", "--help"]);

        Assert.Equal(0, run.ExitCode);
        string[] options =
        [
            "--gap", "--boundary", "--lateness", "--out-of-orderness", "--longest-gap", "--late", "--echo-watermarks", "--skip-bad",
            "--sum", "--min", "--max", "--avg", "--first", "--last", "--distinct", "--list",
        ];
        Assert.All(options, option => Assert.Contains($"  {option} ", run.Text, StringComparison.Ordinal));
    }
}
