using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.Sqlite.Tests;

public sealed class ExclusiveUseTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    private SqliteSessionStoreOptions Options => new() { Path = folder["store.db"] };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_OtherProcessHasTheFile_IsRefusedUntilThatIsKilled()
    {
        using var writer = WriterProcess.Start(Options.Path);
        Assert.Equal("opened", await writer.ReadLineAsync());

        var exception = await Assert.ThrowsAsync<SessionException>(() => Stores.OpenAsync(Options));
        Assert.Contains($"The store '{Options.Path}' is in use", exception.Message, StringComparison.Ordinal);

        await writer.KillAsync();
        await using var store = await Stores.OpenAsync(Options);
    }

    [Fact]
    public async Task Open_ThisProcessHasTheFile_OtherProcessIsRefused()
    {
        await using var store = await Stores.OpenAsync(Options);
        using var writer = WriterProcess.Start(Options.Path);

        var answer = await writer.ReadLineAsync();

        Assert.StartsWith($"refused The store '{Options.Path}' is in use", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OtherStoreOfThisProcess_IsRefusedUntilThatIsClosed()
    {
        await using (await Stores.OpenAsync(Options))
        {
            await Assert.ThrowsAsync<SessionException>(() => Stores.OpenAsync(Options));
        }

        await using var store = await Stores.OpenAsync(Options);
    }

    [Fact]
    public async Task Open_ClusterWithAnotherSilo_IsRefusedAndNamesIt()
    {
        await using var store = Stores.Create(Options);

        var exception = await Assert.ThrowsAsync<SessionException>(
            async () => await store.OpenAsync(new StoreOpening("mine", ["stranger"]), token));

        Assert.Contains("silo stranger is active", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Options.Path));
    }

    [Fact]
    public async Task Open_SilosOfOneProcessWithOneStore_Share()
    {
        await using var store = await Stores.OpenAsync(Options);

        await store.OpenAsync(new StoreOpening("second", ["silo"]), token);

        Assert.Equal(default, await store.LoadAsync(new SessionKey("s", "k"), token));
    }
}
