using System.Collections.Concurrent;

namespace OrleansSessions.Server.Tests;

/// <summary>A memory store that holds chosen calls until a test lets them go on.</summary>
internal sealed class HoldingStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    private readonly ConcurrentDictionary<string, Hold> commits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Hold> loads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Hold> answers = new(StringComparer.Ordinal);

    /// <summary>Holds the next group in which a key is, before anything of it is stored.</summary>
    public Hold HoldCommitOf(string key) => commits.GetOrAdd(key, _ => new Hold());

    /// <summary>Holds the next answer about a key, after it has been read.</summary>
    public Hold HoldLoadOf(string key) => loads.GetOrAdd(key, _ => new Hold());

    /// <summary>Holds the next answer about a record, after it has been read.</summary>
    public Hold HoldAnswerAbout(string record) => answers.GetOrAdd(record, _ => new Hold());

    public override async ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken)
    {
        var stored = await base.LoadAsync(key, cancellationToken);
        await PassAsync(loads, key.Key);
        return stored;
    }

    public override async ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        foreach (var commit in group)
        {
            await PassAsync(commits, commit.Key.Key);
        }

        return await base.CommitAsync(group, cancellationToken);
    }

    public override async ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken)
    {
        var record = await base.LoadRecordAsync(name, cancellationToken);
        await PassAsync(answers, name);
        return record;
    }

    private static Task PassAsync(ConcurrentDictionary<string, Hold> holds, string name) =>
        holds.TryRemove(name, out var hold) ? hold.PassAsync() : Task.CompletedTask;
}
