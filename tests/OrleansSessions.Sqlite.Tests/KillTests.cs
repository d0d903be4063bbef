using System.Globalization;
using System.Text;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.Sqlite.Tests;

public sealed class KillTests : IDisposable
{
    private const int Kills = 5;

    private readonly TempFolder folder = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_SeveralTimes_EveryAcknowledgedCommitIsThereOnceAndWhole()
    {
        var path = folder["store.db"];
        var acknowledged = new Dictionary<string, int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            foreach (var (key, number) in await WriteAndKillAsync(path, lines: 500 * (kill + 1)))
            {
                acknowledged[key] = Math.Max(number, acknowledged.GetValueOrDefault(key));
            }

            await using var store = await Stores.OpenAsync(new SqliteSessionStoreOptions { Path = path });
            await AssertWholeAsync(store, acknowledged);
        }

        Assert.Equal(40, acknowledged.Count);
    }

    private static async Task<IEnumerable<(string Key, int Number)>> WriteAndKillAsync(string path, int lines)
    {
        using var writer = WriterProcess.Start(path);
        Assert.Equal("opened", await writer.ReadLineAsync());
        var printed = new StringBuilder();
        for (var line = 0; line < lines; line++)
        {
            printed.Append(await writer.ReadLineAsync()).Append('\n');
        }

        printed.Append(await writer.KillAsync());
        // What follows the last semicolon was cut off by the kill.
        return printed.ToString().Split(";\n")[..^1]
            .Select(line => line.Split(' '))
            .Select(parts => (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    private async Task AssertWholeAsync(SqliteSessionStore store, Dictionary<string, int> acknowledged)
    {
        var logged = new Dictionary<string, List<int>>();
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            var slice = await store.ReadLogAsync(new LogQuery(partition, 0, int.MaxValue), token);
            Assert.Equal(Enumerable.Range(1, slice.Entries.Count), slice.Entries.Select(entry => (int)entry.Position));
            foreach (var key in slice.Entries.GroupBy(entry => entry.Key.Key))
            {
                logged[key.Key] = [.. key.Select(entry => int.Parse(entry.Payload.Span, CultureInfo.InvariantCulture))];
            }
        }

        foreach (var (key, number) in acknowledged)
        {
            var stored = await store.LoadAsync(new SessionKey("count", key), token);
            var state = int.Parse(stored.State.Span, CultureInfo.InvariantCulture);
            Assert.True(state >= number, $"{key}: {number} was acknowledged, but {state} is stored.");
            Assert.Equal(Enumerable.Range(1, state), logged[key]);
        }
    }
}
