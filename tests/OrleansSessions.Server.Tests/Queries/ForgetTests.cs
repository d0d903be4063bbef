namespace OrleansSessions.Server.Tests;

public sealed class ForgetTests(LimitsCluster cluster) : IClassFixture<LimitsCluster>
{
    private readonly ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions = cluster.Silos.GetSessions(LimitedSessions.EventTime);
    private readonly DateTimeOffset t = cluster.Silos.Clock.Now;
    private readonly string key = Keys.New();
    private readonly string other = Keys.New();

    [Fact]
    public async Task Forget_KeyWithEverything_LeavesNothingOfItAndTheOtherAsItWas()
    {
        await MakeAllAsync(key);
        await MakeAllAsync(other);

        await sessions.ForgetAsync(key);

        Assert.Empty(await sessions.GetOpenAsync(key));
        Assert.DoesNotContain(key, await ReadClosedAsync(SessionCursor.Beginning));
        Assert.DoesNotContain(key, await ReadLateAsync());
        Assert.Equal(0, (await cluster.Silos.Store.LoadAsync(new SessionKey(sessions.Name, key), TestContext.Current.CancellationToken)).Version);
        Assert.DoesNotContain(await sessions.GetOpenKeysAsync(null, 1_000), open => open.Key == key);
        Assert.Single(await ReadClosedAsync(SessionCursor.Beginning), one => one == other);
        Assert.Single(await ReadLateAsync(), one => one == other);
        Assert.Single(await sessions.GetOpenAsync(other));
    }

    [Fact]
    public async Task Forget_ReaderHasACursorBeforeTheHole_GoesOnPastIt()
    {
        var keys = Enumerable.Range(0, 40).Select(_ => Keys.New()).ToList();
        var start = (await sessions.ReadClosedPageAsync(SessionCursor.End, 1, cancellationToken: TestContext.Current.CancellationToken)).Next;
        foreach (var one in keys)
        {
            await AppendAsync(one, 1, t);
            await sessions.EndAsync(one, t);
        }

        // Runs of holes, at the end of a partition too.
        var forgotten = keys.Where((_, i) => i % 5 < 3).ToHashSet();
        foreach (var one in forgotten)
        {
            await sessions.ForgetAsync(one);
        }

        var after = Keys.New();
        await AppendAsync(after, 1, t);
        await sessions.EndAsync(after, t);

        Assert.Equal(
            keys.Where(one => !forgotten.Contains(one)).Append(after).Order(StringComparer.Ordinal),
            (await ReadClosedAsync(start, limit: 1)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Forget_ThenAppend_BeginsAsIfTheKeyWereNew()
    {
        await MakeAllAsync(key);
        await sessions.ForgetAsync(key);

        // Late, as long as it was remembered that the session there has ended.
        await AppendAsync(key, 4, t);

        Assert.Equal(4, Assert.Single(Assert.Single(await sessions.GetOpenAsync(key)).Result!).Value);
    }

    // A closed session and its tail, a late event, and an open session.
    private async Task MakeAllAsync(string of)
    {
        await AppendAsync(of, 1, t);
        Assert.Equal(1, await sessions.EndAsync(of, t));
        Assert.Equal(1, (await sessions.AppendAsync([new(of, 2, t)], TestContext.Current.CancellationToken)).Late);
        await AppendAsync(of, 3, t + (LimitedSessions.Gap * 2));
    }

    private async Task AppendAsync(string to, int value, DateTimeOffset time) =>
        Assert.Equal(1, (await sessions.AppendAsync([new(to, value, time)], TestContext.Current.CancellationToken)).Accepted);

    private async Task<List<string>> ReadClosedAsync(SessionCursor from, int limit = 1_000)
    {
        var read = new List<string>();
        while (true)
        {
            var page = await sessions.ReadClosedPageAsync(from, limit, cancellationToken: TestContext.Current.CancellationToken);
            if (page.Items.Count == 0)
            {
                return read;
            }

            read.AddRange(page.Items.Select(session => session.Key));
            from = page.Next;
        }
    }

    private async Task<List<string>> ReadLateAsync()
    {
        var page = await sessions.ReadLatePageAsync(SessionCursor.Beginning, 1_000, cancellationToken: TestContext.Current.CancellationToken);
        return [.. page.Items.Select(item => item.Key)];
    }
}
