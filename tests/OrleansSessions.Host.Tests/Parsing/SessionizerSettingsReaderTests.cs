using OrleansSessions.Fields;
using OrleansSessions.Host.Commands;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class SessionizerSettingsReaderTests
{
    [Fact]
    public void Read_EveryProperty_ConfiguresTheSessionizer()
    {
        var sessionizer = Assert.Single(SessionizerSettingsReader.Read(new Dictionary<string, SessionizerSettings>
        {
            ["visits"] = new()
            {
                Gap = "30m",
                Boundary = "inclusive",
                Clock = "eventtime",
                AllowedLateness = "5s",
                LongestGap = "02:00:00",
                ScanInterval = "1s",
                Aggregates = ["sum_bytes", "list_path"],
            },
        }));
        var options = new SessionizerOptions();
        sessionizer.Configure(options);

        Assert.Equal("visits", sessionizer.Name.Value);
        Assert.Equal(
            [new FieldAggregate(FieldOperation.Sum, "bytes"), new FieldAggregate(FieldOperation.List, "path")], sessionizer.Aggregates);
        Assert.Equal(TimeSpan.FromMinutes(30), options.Gap);
        Assert.Equal(GapBoundary.Inclusive, options.Boundary);
        Assert.Equal(SessionClock.EventTime, options.Clock);
        Assert.Equal(TimeSpan.FromSeconds(5), options.AllowedLateness);
        Assert.Equal(TimeSpan.FromHours(2), options.LongestGap);
        Assert.Equal(TimeSpan.FromSeconds(1), options.ScanInterval);
        Assert.True(sessionizer.NeedsTimestamp);
    }

    [Fact]
    public void Read_NothingSet_LeavesTheDefaults()
    {
        var sessionizer = Assert.Single(SessionizerSettingsReader.Read(new Dictionary<string, SessionizerSettings> { ["a"] = new() }));
        var options = new SessionizerOptions();
        sessionizer.Configure(options);

        Assert.Equivalent(new SessionizerOptions(), options, strict: true);
        Assert.Empty(sessionizer.Aggregates);
        Assert.False(sessionizer.NeedsTimestamp);
    }

    [Fact]
    public void Read_ManyMistakes_TellsAllAtOnceWithPropertyRuleAndValue()
    {
        var exception = Assert.Throws<CommandException>(() => SessionizerSettingsReader.Read(new Dictionary<string, SessionizerSettings>
        {
            ["Bad Name"] = new(),
            ["good"] = new() { Gap = "10s" },
            ["wrong"] = new()
            {
                Gap = "10",
                Boundary = "open",
                Clock = "1",
                AllowedLateness = "-5s",
                LongestGap = "soon",
                ScanInterval = "",
                Aggregates = ["sum_a", "median_a", "sum_a", "first_"],
            },
        }));

        const string Duration = "must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is";
        const string Aggregate = "an aggregate must be sum|min|max|avg|first|last|distinct|list and a field, as in sum_bytes, but is";
        Assert.Equal(
            [
                "Sessionizer 'Bad Name': a name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit.",
                $"Sessionizer 'wrong': Gap {Duration} '10'.",
                $"Sessionizer 'wrong': AllowedLateness {Duration} '-5s'.",
                $"Sessionizer 'wrong': LongestGap {Duration} 'soon'.",
                $"Sessionizer 'wrong': ScanInterval {Duration} ''.",
                "Sessionizer 'wrong': Boundary must be Exclusive or Inclusive, but is 'open'.",
                "Sessionizer 'wrong': Clock must be Arrival or EventTime, but is '1'.",
                $"Sessionizer 'wrong': {Aggregate} 'median_a'.",
                "Sessionizer 'wrong': the aggregate 'sum_a' is given twice.",
                $"Sessionizer 'wrong': {Aggregate} 'first_'.",
            ],
            exception.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Read_NoSessionizer_SaysThatOneIsNeeded() => Assert.Equal(
        "Sessions:Sessionizers is empty: at least one sessionizer is needed.",
        Assert.Throws<CommandException>(() => SessionizerSettingsReader.Read(new Dictionary<string, SessionizerSettings>())).Message);
}
