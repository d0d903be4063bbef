using System.Text.Json;

namespace OrleansSessions.Host.Tests.Replay;

public sealed class ReplayAggregateTests
{
    [Fact]
    public async Task Replay_EveryAggregate_HasItsValueAndWhatItSkipped()
    {
        using var input = new TempFile(
            """{"key":"a","timestamp":2000,"n":2.50,"t":"x","m":null}""",
            """{"key":"a","timestamp":1000,"n":0.1,"t":"y","m":{"k":[1]}}""",
            """{"key":"a","timestamp":3000,"n":"7","t":"x"}""",
            """{"key":"a","timestamp":3000,"n":0.2,"m":1e400}""",
            """{"key":"a","timestamp":1000,"t":"z","n":true}""");

        var run = await HostProgram.ReplayAsync(
            input.Path,
            "--gap", "1h", "--sum", "n", "--min", "n", "--max", "n", "--avg", "n", "--first", "t", "--last", "t", "--distinct", "t",
            "--list", "t", "--list", "n", "--sum", "none", "--first", "m", "--list", "m");

        Assert.Equal(
            """
            {"sum_n":2.8,"sum_none":0,"min_n":0.1,"max_n":2.5,"avg_n":0.9333333333333333333333333333,"first_t":"y","first_m":{"k":[1]},"last_t":"x","distinct_t":["x","y","z"],"list_t":["y","z","x","x"],"list_n":[true,0.1,2.5,0.2,"7"],"list_m":[{"k":[1]},1e400],"skipped":{"sum_n":2,"sum_none":5,"min_n":2,"max_n":2,"avg_n":2,"first_t":1,"first_m":3,"last_t":1,"distinct_t":1,"list_t":1,"list_m":3}}
            """,
            JsonElement.Parse(Assert.Single(run.Lines)).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Replay_NoAggregate_WritesTheWholeSessionAndNothingElse()
    {
        using var input = new TempFile("""{"key":"\u00fc \"quoted\" <b>","timestamp":"2026-01-01T00:00:00.0000001Z"}""");

        var run = await HostProgram.ReplayAsync(input.Path, "--gap", "1s");
        var line = Assert.Single(run.Lines);
        var id = JsonElement.Parse(line).GetProperty("id").GetString()!;

        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(
            $$$"""{"id":"{{{id}}}","sessionizer":"replay","key":"ü \"quoted\" <b>","start":"2026-01-01T00:00:00.0000001Z","lastEvent":"2026-01-01T00:00:00.0000001Z","end":"2026-01-01T00:00:01.0000001Z","count":1,"reason":"Gap","result":{}}""",
            line);
    }
}
