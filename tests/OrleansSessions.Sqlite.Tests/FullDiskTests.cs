using OrleansSessions.Server;

namespace OrleansSessions.Sqlite.Tests;

public sealed class FullDiskTests
{
    private const int DiskBytes = 2 * 1024 * 1024;

    private static readonly byte[] State = new byte[20_000];

    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_DiskIsFull_IsRefusedWhileReadingGoesOnAndSucceedsWithRoomAgain()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting a small disk takes the rights of root.");
        using var disk = new SmallDisk(DiskBytes);
        await File.WriteAllBytesAsync(disk["ballast"], new byte[DiskBytes / 2], token);
        var options = new SqliteSessionStoreOptions { Path = disk["store.db"] };
        List<(string Key, long Version)> stored;
        await using (var store = await Stores.OpenAsync(options))
        {
            (stored, var exception) = await FillAsync(store);

            Assert.Equal(
                $"The disk of '{options.Path}' is full: nothing of this was stored. Reading goes on, and so does storing once there is room again.",
                exception.Message);
            Assert.NotEmpty(stored);
            await AssertStoredAsync(store, stored);
            await Assert.ThrowsAsync<SessionException>(async () => await CommitAsync(store, "still-full"));

            File.Delete(disk["ballast"]);
            stored.Add(("after", await CommitAsync(store, "after")));
            await AssertStoredAsync(store, stored);
        }

        await using var reopened = await Stores.OpenAsync(options);
        await AssertStoredAsync(reopened, stored);
    }

    private async Task<(List<(string Key, long Version)> Stored, SessionException Exception)> FillAsync(SqliteSessionStore store)
    {
        var stored = new List<(string, long)>();
        while (true)
        {
            var key = $"k{stored.Count}";
            try
            {
                stored.Add((key, await CommitAsync(store, key)));
            }
            catch (SessionException exception)
            {
                return (stored, exception);
            }
        }
    }

    private async Task<long> CommitAsync(SqliteSessionStore store, string key) =>
        (await store.CommitAsync([Stores.Commit(key, 0, State, store.Partitions, new byte[] { 1 })], token))[0];

    private async Task AssertStoredAsync(SqliteSessionStore store, List<(string Key, long Version)> stored)
    {
        foreach (var (key, version) in stored)
        {
            Assert.Equal(version, (await store.LoadAsync(new SessionKey("s", key), token)).Version);
        }

        var logged = 0L;
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            logged += (await store.ReadLogAsync(new LogQuery(partition, 0, int.MaxValue), token)).Entries.Count;
        }

        Assert.Equal(stored.Count, logged);
    }
}
