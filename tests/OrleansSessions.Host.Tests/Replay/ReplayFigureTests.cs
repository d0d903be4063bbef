using System.Text;
using System.Text.Json;

namespace OrleansSessions.Host.Tests.Replay;

public sealed class ReplayFigureTests
{
    [Fact]
    public async Task Replay_NasaDay_HasTheKnownSessionsEventsAndBytes()
    {
        var run = await HostProgram.ReplayAsync(SampleData.Nasa, "--gap", "30m", "--sum", "bytes");
        var sessions = run.Lines.Select(ReplayedSession.Parse).ToList();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2_989, sessions.Count);
        Assert.Equal(30_969, sessions.Sum(session => session.Count));
        Assert.Equal(482_000_467, sessions.Sum(session => session.Bytes));
        Assert.StartsWith("30,969 events, 2,989 sessions, 0 late in ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nasa", "5m", "exclusive", 3_905)]
    [InlineData("nasa", "5m", "inclusive", 3_904)]
    [InlineData("apache", "60m", "exclusive", 2_577)]
    [InlineData("apache", "01:00:00", "inclusive", 2_563)]
    public async Task Replay_Boundary_DecidesOverEventsExactlyOneGapApart(string data, string gap, string boundary, int sessions)
    {
        var run = await HostProgram.ReplayAsync(data == "nasa" ? SampleData.Nasa : SampleData.Apache, "--gap", gap, "--boundary", boundary);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(sessions, run.Lines.Count);
    }

    [Fact]
    public async Task Replay_SameFileTwice_GivesTheSameBytesWithUniqueIdsInOrder()
    {
        var first = await HostProgram.ReplayAsync(SampleData.Apache, "--gap", "60m");
        var second = await HostProgram.ReplayAsync(SampleData.Apache, "--gap", "60m");
        var sessions = first.Lines.Select(ReplayedSession.Parse).ToList();

        Assert.Equal(first.Output, second.Output);
        Assert.NotEmpty(sessions);
        Assert.Equal(
            sessions.OrderBy(session => session.End).ThenBy(session => session.Start).ThenBy(session => session.Key, StringComparer.Ordinal),
            sessions);
        Assert.Equal(
            sessions.Count, first.Lines.Select(line => JsonElement.Parse(line).GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Replay_LinesInAnyOrder_GiveTheSameBytes()
    {
        string[] options =
        [
            "--gap", "5m", "--sum", "bytes", "--min", "bytes", "--max", "bytes", "--avg", "bytes",
            "--first", "path", "--last", "path", "--distinct", "status", "--list", "bytes",
        ];
        var inOrder = await HostProgram.ReplayAsync(SampleData.Nasa, options);
        using var shuffled = new TempFile(SampleData.ReadShuffled(SampleData.Nasa, seed: 1));
        var fromFile = await HostProgram.ReplayAsync(shuffled.Path, options);
        var fromInput = await HostProgram.RunAsync(
            ["replay", "-", .. options],
            Encoding.UTF8.GetBytes(string.Join('\n', SampleData.ReadShuffled(SampleData.Nasa, seed: 2))));

        Assert.All([inOrder, fromFile, fromInput], run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.Equal(3_905, inOrder.Lines.Count);
        Assert.Equal(inOrder.Output, fromFile.Output);
        Assert.Equal(inOrder.Output, fromInput.Output);
    }
}
