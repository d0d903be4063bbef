using Npgsql;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class CommitFailureTests : IAsyncDisposable
{
    private readonly TestStores stores = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_LogFailsAfterStatesAreWritten_NothingIsStoredAndTheStoreGoesOn()
    {
        var store = await stores.OpenAsync();
        var version = (await store.CommitAsync([TestCommits.Create("a", 0, "old")], token))[0];
        await stores.ExecuteAsync(
            """
            create function {0}.fail() returns trigger language plpgsql as $$ begin raise exception 'The disk is full.'; end $$;
            create trigger fail before insert on {0}.session_log for each row execute function {0}.fail()
            """);

        var exception = await Assert.ThrowsAsync<SessionException>(async () => await store.CommitAsync(
            [TestCommits.Create("a", version, "new", TestCommits.Logged()), TestCommits.Create("b", 0, "new")], token));

        Assert.Contains("The disk is full.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(version, (await store.LoadAsync(TestCommits.Key("a"), token)).Version);
        Assert.Equal(0, (await store.LoadAsync(TestCommits.Key("b"), token)).Version);
        await stores.ExecuteAsync("drop trigger fail on {0}.session_log");
        Assert.True((await store.CommitAsync([TestCommits.Create("a", version, "new", TestCommits.Logged())], token))[0] > version);
        Assert.Equal(1, await store.GetLogEndAsync(TestCommits.Key("a").GetPartition(4), token));
    }

    [Fact]
    public async Task Commit_DeadlockWithAnother_IsTriedAgain()
    {
        var store = await stores.OpenAsync();
        var versions = await store.CommitAsync([TestCommits.Create("a", 0, "x"), TestCommits.Create("b", 0, "x")], token);
        await using var other = new NpgsqlConnection(SharedServer.Server.ConnectionString + ";Pooling=false");
        await other.OpenAsync(token);
        // It never looks for deadlocks itself, so the store is the one that is undone.
        await ExecuteAsync(other, "set deadlock_timeout = '1h'");
        await ExecuteAsync(other, "begin");
        await ExecuteAsync(other, $"select from {stores.Schema}.open_keys where key = 'b' for update");

        var committing = store.CommitAsync(
            [TestCommits.Create("a", versions[0], "y", TestCommits.Logged()), TestCommits.Create("b", versions[1], "y")], token).AsTask();
        while (await stores.ExecuteAsync(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%{0}%' and pid <> pg_backend_pid())") is false)
        {
            token.ThrowIfCancellationRequested();
        }

        await ExecuteAsync(other, $"select from {stores.Schema}.open_keys where key = 'a' for update");
        await ExecuteAsync(other, "commit");

        Assert.DoesNotContain(SessionCommit.Conflict, await committing);
        Assert.Equal(1, await store.GetLogEndAsync(TestCommits.Key("a").GetPartition(4), token));
    }

    [Fact]
    public async Task Commit_MoreThanAStatementTakes_AllAreStoredAndConflictsAreTold()
    {
        const int Count = 9_000;
        var store = await stores.OpenAsync();
        var existing = new[] { 0, 17, 4_094, 4_095, 8_999 };
        await store.CommitAsync([.. existing.Select(i => TestCommits.Create($"k{i}", 0, "x"))], token);

        var versions = await store.CommitAsync(
            [.. Enumerable.Range(0, Count).Select(i => TestCommits.Create($"k{i}", 0, "y", TestCommits.Logged()))], token);

        Assert.Equal(existing, Enumerable.Range(0, Count).Where(i => versions[i] == SessionCommit.Conflict));
        Assert.Equal(Count - existing.Length, versions.Where(version => version > 0).Distinct().Count());
        Assert.Equal((long)Count - existing.Length, await stores.ExecuteAsync("select count(*) from {0}.session_log"));
    }

    public ValueTask DisposeAsync() => stores.DisposeAsync();

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
