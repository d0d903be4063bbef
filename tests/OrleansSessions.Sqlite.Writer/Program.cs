using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSessions;
using OrleansSessions.Server;
using OrleansSessions.Sqlite;

// Counts up the same keys for ever, several writers at once, and prints what is acknowledged, to be killed in the midst of it.
// Every number goes into a key's state and onto the log in one commit.
const int Writers = 4;
const int KeysPerWriter = 10;

await using var store = new SqliteSessionStore(
    new SqliteSessionStoreOptions { Path = args[0] }, TimeProvider.System, NullLogger<SqliteSessionStore>.Instance);
try
{
    await store.OpenAsync(new StoreOpening("writer", []), CancellationToken.None);
}
catch (SessionException exception)
{
    Console.WriteLine("refused " + exception.Message);
    return 1;
}

Console.WriteLine("opened");
await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => CountAsync(writer))));
return 0;

async Task CountAsync(int writer)
{
    var keys = Enumerable.Range(0, KeysPerWriter).Select(i => new SessionKey("count", $"w{writer}k{i}")).ToArray();
    var stored = new StoredKey[keys.Length];
    for (var i = 0; i < keys.Length; i++)
    {
        stored[i] = await store.LoadAsync(keys[i], CancellationToken.None);
    }

    while (true)
    {
        var group = keys.Select((key, i) => Next(key, stored[i])).ToArray();
        var versions = await store.CommitAsync(group, CancellationToken.None);
        stored = [.. group.Select((commit, i) => new StoredKey(versions[i], commit.State))];
        // One write, so that lines of several writers do not mix; what a kill cuts off has no semicolon.
        Console.Out.Write(string.Concat(group.Select(commit => $"{commit.Key.Key} {Encoding.UTF8.GetString(commit.State.Span)};\n")));
    }
}

SessionCommit Next(SessionKey key, StoredKey stored)
{
    var number = stored.State.IsEmpty ? 1 : int.Parse(stored.State.Span, CultureInfo.InvariantCulture) + 1;
    var bytes = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
    return new SessionCommit
    {
        Key = key,
        Partition = key.GetPartition(store.Partitions),
        ExpectedVersion = stored.Version,
        State = bytes,
        DeadlineTicks = number,
        Log = [new LogRecord(LogKind.Closed, bytes, null)],
    };
}
