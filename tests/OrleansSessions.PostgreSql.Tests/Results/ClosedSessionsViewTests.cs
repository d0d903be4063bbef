using System.Globalization;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class ClosedSessionsViewTests : IAsyncDisposable
{
    private readonly TestStores stores = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClosedSessions_SessionCloses_HasEachPartInAColumn()
    {
        await CommitAsync(TestCommits.Closed("ann", new Visit("/cart", 1.5, [200, 404])));

        Assert.Equal("s,ann,7,Gap", await ExecuteAsync("concat_ws(',', sessionizer, key, event_count, reason)"));
        Assert.Equal(SessionId.Create("s", "ann", TestCommits.Start, 0), await ExecuteAsync("id"));
        Assert.Equal("2030-01-01 12:00:00", await ExecuteAsync("(started_at at time zone 'UTC')::text"));
        Assert.Equal("2030-01-01 12:05:00", await ExecuteAsync("(last_event_at at time zone 'UTC')::text"));
        Assert.Equal("2030-01-01 12:35:00", await ExecuteAsync("(ended_at at time zone 'UTC')::text"));
        Assert.Equal("/cart", await ExecuteAsync("result ->> 'last'"));
        Assert.Equal("404", await ExecuteAsync("(result -> 'codes' ->> 1)"));
        Assert.Equal("010203", await ExecuteAsync("encode(payload, 'hex')"));
        Assert.Equal(true, await ExecuteAsync("error is null and result_error is null and closed_at is not null"));
    }

    [Theory]
    [InlineData("a\0b", "a␀b")]
    [InlineData("a\\u0000b", "a\\u0000b")]
    [InlineData("a\\\0\0", "a\\␀␀")]
    public async Task Result_TextThatPostgreSqlCanNotHold_IsShown(string text, string shown)
    {
        await CommitAsync(TestCommits.Closed("ann", text));

        Assert.Equal(shown, await ExecuteAsync("result #>> '{{}}'"));
        Assert.Equal(true, await ExecuteAsync("result_error is null"));
    }

    [Fact]
    public async Task Result_UnpairedSurrogate_IsShown()
    {
        await CommitAsync(TestCommits.Closed("ann", "a\uD800b"));

        Assert.Equal("a\uFFFDb", await ExecuteAsync("result #>> '{{}}'"));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    public async Task Result_NumberThatJsonDoesNotHave_IsText(double number, string shown)
    {
        await CommitAsync(TestCommits.Closed("ann", number));

        var stored = (string)(await ExecuteAsync("result #>> '{{}}'"))!;
        Assert.Equal(double.Parse(shown, CultureInfo.InvariantCulture), double.Parse(stored, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Result_CanNotBeSerialized_IsNullWithTheErrorAndTheSessionCloses()
    {
        await CommitAsync(TestCommits.Closed("ann", new SelfReference()));

        Assert.Equal(true, await ExecuteAsync("result is null"));
        Assert.StartsWith("The result can not be stored as JSON: ", (string?)await ExecuteAsync("result_error"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a": 1e999999}""")]
    [InlineData("""{"a": "\ud800"}""")]
    [InlineData("{")]
    public async Task Result_ServerRefusesIt_IsNullWithTheErrorAndOthersOfTheGroupAreStored(string json)
    {
        await CommitAsync(TestCommits.Closed("ann", new RawJson(json)), TestCommits.Closed("bob", new RawJson("[1]")));

        Assert.Equal(true, await ExecuteAsync("result is null", "ann"));
        Assert.StartsWith("The result can not be stored as JSON: ", (string?)await ExecuteAsync("result_error", "ann"), StringComparison.Ordinal);
        Assert.Equal("[1]", await ExecuteAsync("result::text", "bob"));
    }

    [Fact]
    public async Task Error_AggregatorFailed_IsInAColumnWithoutAResult()
    {
        await CommitAsync(TestCommits.Closed("ann", 0, CloseReason.Failed, "It \0 threw \uDC00."));

        Assert.Equal("Failed", await ExecuteAsync("reason"));
        Assert.Equal("It ␀ threw \uFFFD.", await ExecuteAsync("error"));
        Assert.Equal(true, await ExecuteAsync("result is null and result_error is null"));
    }

    [Fact]
    public async Task LateEvents_EventIsLate_AreApartFromClosedSessionsInOneOrder()
    {
        await CommitAsync(TestCommits.Closed("ann", 1), new LogRecord(LogKind.Late, new byte[] { 9 }, null));

        Assert.Equal(1L, await stores.ExecuteAsync("select count(*) from {0}.closed_sessions"));
        Assert.Equal("ann:2", await stores.ExecuteAsync("select key || ':' || position from {0}.late_events"));
    }

    public ValueTask DisposeAsync() => stores.DisposeAsync();

    // Each closed session with its own key; a late event with that of the session before it.
    private async Task CommitAsync(params LogRecord[] log)
    {
        var store = await stores.OpenAsync();
        var group = new List<SessionCommit>();
        foreach (var record in log)
        {
            if (record.Session is { } session)
            {
                group.Add(TestCommits.Create(session.Key, 0, "x", record));
            }
            else
            {
                group[^1] = TestCommits.Create(group[^1].Key.Key, 0, "x", [.. group[^1].Log, record]);
            }
        }

        Assert.DoesNotContain(SessionCommit.Conflict, await store.CommitAsync(group, token));
    }

    private Task<object?> ExecuteAsync(string expression, string key = "ann") =>
        stores.ExecuteAsync($"select {expression.Replace("{{}}", "{}", StringComparison.Ordinal)} from {{0}}.closed_sessions where key = '{key}'");
}
