using Microsoft.Data.Sqlite;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.Sqlite.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    private SqliteSessionStoreOptions Options => new() { Path = folder["deep/er/store.db"] };

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Broken => new()
    {
        { nameof(SqliteSessionStoreOptions.Path), "must name a file, but is ''." },
        { nameof(SqliteSessionStoreOptions.Partitions), "must be 1 to 1,024, but is 0." },
        { nameof(SqliteSessionStoreOptions.MaxLogEntries), "must be at least Partitions (16), but is 15." },
        { nameof(SqliteSessionStoreOptions.MaxLogAge), "must be at least a minute, but is 00:00:59." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Create_OptionOutsideItsRange_IsRefusedByNameRuleAndValue(string property, string rule)
    {
        var options = Options;
        object value = property switch
        {
            nameof(SqliteSessionStoreOptions.Path) => "",
            nameof(SqliteSessionStoreOptions.Partitions) => 0,
            nameof(SqliteSessionStoreOptions.MaxLogEntries) => 15L,
            _ => TimeSpan.FromSeconds(59),
        };
        typeof(SqliteSessionStoreOptions).GetProperty(property)!.SetValue(options, value);

        var exception = Assert.Throws<ArgumentException>(() => Stores.Create(options));

        Assert.Contains($"{property} {rule}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_BeforeOpeningAndAfterClosing_IsRefused()
    {
        var store = Stores.Create(Options);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.LoadAsync(new SessionKey("s", "k"), token));
        await store.OpenAsync(new StoreOpening("silo", []), token);
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.LoadAsync(new SessionKey("s", "k"), token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.OpenAsync(new StoreOpening("silo", []), token));
    }

    [Fact]
    public async Task Close_AfterCommits_AllIsInTheOneFile()
    {
        await using (var store = await Stores.OpenAsync(Options))
        {
            await store.CommitAsync([Stores.Commit("k", 0, new byte[] { 1 }, 16)], token);
            Assert.True(File.Exists(Options.Path + "-wal"));
        }

        Assert.False(File.Exists(Options.Path + "-wal"));
        File.Move(Options.Path, folder["moved.db"]);
        await using var moved = await Stores.OpenAsync(new SqliteSessionStoreOptions { Path = folder["moved.db"] });
        Assert.Equal([1], (await moved.LoadAsync(new SessionKey("s", "k"), token)).State.ToArray());
    }

    [Fact]
    public async Task Open_EmptyFile_IsMadeAStore()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Options.Path)!);
        await File.WriteAllBytesAsync(Options.Path, [], token);

        await using var store = await Stores.OpenAsync(Options);

        Assert.Equal(0, await store.GetLogEndAsync(15, token));
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefusedAndLeftAlone()
    {
        await using (await Stores.OpenAsync(Options))
        {
        }

        Execute("pragma user_version = 99");

        var exception = await Assert.ThrowsAsync<SessionException>(() => Stores.OpenAsync(Options));
        Assert.Contains("has schema version 99, but this release knows 1 at most", exception.Message, StringComparison.Ordinal);
        Execute("pragma user_version = 1");
        await using var again = await Stores.OpenAsync(Options);
    }

    [Fact]
    public async Task Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Options.Path)!);
        Execute("create table theirs (x)");

        var exception = await Assert.ThrowsAsync<SessionException>(() => Stores.OpenAsync(Options));

        Assert.Contains("is a database of another program", exception.Message, StringComparison.Ordinal);
        Execute("insert into theirs values (1)");
    }

    [Fact]
    public async Task Open_NoDatabaseAtAll_IsRefusedWithTheReason()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Options.Path)!);
        await File.WriteAllTextAsync(Options.Path, new string('x', 10_000), token);

        var exception = await Assert.ThrowsAsync<SessionException>(() => Stores.OpenAsync(Options));

        Assert.Contains("file is not a database", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OtherNumberOfPartitions_IsRefusedWithBothNumbers()
    {
        await using (await Stores.OpenAsync(Options))
        {
        }

        var other = Options;
        other.Partitions = 8;
        var exception = await Assert.ThrowsAsync<SessionException>(() => Stores.OpenAsync(other));

        Assert.Contains("was made with 16 partitions, which is fixed, but Partitions is 8", exception.Message, StringComparison.Ordinal);
        await using var again = await Stores.OpenAsync(Options);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Options.Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
