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
        var sessionizer = Assert.Single(Read(new Dictionary<string, SessionizerSettings>
        {
            ["visits"] = new()
            {
                Gap = "30m",
                Boundary = "inclusive",
                Clock = "eventtime",
                AllowedLateness = "5s",
                LongestGap = "02:00:00",
                OutOfOrderness = "7s",
                SourceIdleTimeout = "never",
                MaxAhead = "any",
                MaxDuration = "1d",
                MaxEvents = "1000",
                MaxStateBytes = "any",
                ProducerRetention = "10m",
                MaxProducers = "64",
                Expiry = "deadline",
                ScanInterval = "1s",
                EndWhen = new() { Field = "path", Value = "/logout" },
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
        Assert.Equal(TimeSpan.FromSeconds(7), options.OutOfOrderness);
        Assert.Null(options.SourceIdleTimeout);
        Assert.Null(options.MaxAhead);
        Assert.Equal(TimeSpan.FromDays(1), options.MaxDuration);
        Assert.Equal(1_000, options.MaxEvents);
        Assert.Null(options.MaxStateBytes);
        Assert.Equal(TimeSpan.FromMinutes(10), options.ProducerRetention);
        Assert.Equal(64, options.MaxProducers);
        Assert.Equal(ExpiryMode.Deadline, options.Expiry);
        Assert.Equal(new FieldMatch("path", "/logout"), sessionizer.EndWhen);
        Assert.True(sessionizer.IsEventTime);
    }

    [Fact]
    public void Read_NothingSet_LeavesTheDefaultsAndBoundsTheState()
    {
        var sessionizer = Assert.Single(Read(new Dictionary<string, SessionizerSettings> { ["a"] = new() }));
        var options = new SessionizerOptions();
        sessionizer.Configure(options);

        Assert.Equivalent(new SessionizerOptions { MaxStateBytes = 256 * 1024 }, options, strict: true);
        Assert.Null(sessionizer.EndWhen);
        Assert.Empty(sessionizer.Aggregates);
        Assert.False(sessionizer.IsEventTime);
    }

    [Fact]
    public void Read_ManyMistakes_TellsAllAtOnceWithPropertyRuleAndValue()
    {
        var exception = Assert.Throws<CommandException>(() => Read(new Dictionary<string, SessionizerSettings>
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
                SourceIdleTimeout = "any",
                MaxAhead = "never",
                MaxEvents = "0",
                MaxStateBytes = "1k",
                MaxProducers = "many",
                Expiry = "Late",
                ScanInterval = "",
                EndWhen = new() { Field = "path" },
                Aggregates = ["sum_a", "median_a", "sum_a", "first_"],
            },
        }));

        const string Duration = "must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, but is";
        const string Aggregate = "an aggregate must be sum|min|max|avg|first|last|distinct|list and a field, as in sum_bytes, but is";
        Assert.Equal(
            [
                "Sessionizer 'Bad Name': a name has 1 to 64 of a-z, 0-9, '-' and '_' and begins with a letter or digit.",
                $"Sessionizer 'wrong': Gap {Duration} '10'.",
                $"Sessionizer 'wrong': LongestGap {Duration} 'soon'.",
                "Sessionizer 'wrong': Boundary must be Exclusive or Inclusive, but is 'open'.",
                "Sessionizer 'wrong': Clock must be Arrival or EventTime, but is '1'.",
                $"Sessionizer 'wrong': AllowedLateness {Duration} '-5s'.",
                "Sessionizer 'wrong': SourceIdleTimeout must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or never, but is 'any'.",
                "Sessionizer 'wrong': MaxAhead must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or any, but is 'never'.",
                "Sessionizer 'wrong': MaxEvents must be a whole number of at least 1, but is '0'.",
                "Sessionizer 'wrong': MaxStateBytes must be a whole number of at least 1, or any, but is '1k'.",
                "Sessionizer 'wrong': MaxProducers must be a whole number of at least 1, but is 'many'.",
                "Sessionizer 'wrong': Expiry must be Ticker or Deadline, but is 'Late'.",
                $"Sessionizer 'wrong': ScanInterval {Duration} ''.",
                $"Sessionizer 'wrong': {Aggregate} 'median_a'.",
                "Sessionizer 'wrong': the aggregate 'sum_a' is given twice.",
                $"Sessionizer 'wrong': {Aggregate} 'first_'.",
                "Sessionizer 'wrong': EndWhen needs both Field and Value, but has Field 'path' and Value ''.",
            ],
            exception.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Read_NoSessionizer_SaysThatOneIsNeeded() => Assert.Equal(
        "Sessions:Sessionizers is empty: at least one sessionizer is needed.",
        Assert.Throws<CommandException>(() => Read(new Dictionary<string, SessionizerSettings>())).Message);

    private static IReadOnlyList<ConfiguredSessionizer> Read(Dictionary<string, SessionizerSettings> sessionizers)
    {
        var problems = new List<string>();
        var read = SessionizerSettingsReader.Read(sessionizers, problems);
        return problems.Count == 0 ? read : throw new CommandException(string.Join(Environment.NewLine, problems));
    }
}
