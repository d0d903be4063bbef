using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>What a store must hold, in plain collections.</summary>
internal sealed class StoreModel(int partitions)
{
    private readonly Dictionary<SessionKey, long> greatest = [];

    public Dictionary<SessionKey, ModelKey> Keys { get; } = [];

    public Dictionary<string, (long Version, string Value)> Records { get; } = [];

    public Dictionary<(string Consumer, int Partition), long> Checkpoints { get; } = [];

    /// <summary>Of each partition the entries by position from 1; null where a key was deleted.</summary>
    public List<(SessionKey Key, LogKind Kind, string Payload)?>[] Log { get; } = [.. Enumerable.Range(0, partitions).Select(_ => new List<(SessionKey, LogKind, string)?>())];

    public long VersionOf(SessionKey key) => Keys.TryGetValue(key, out var stored) ? stored.Version : 0;

    /// <summary>Takes a commit as the store answered it.</summary>
    public void Apply(SessionCommit commit, long answer)
    {
        if (commit.ExpectedVersion != VersionOf(commit.Key))
        {
            Expect.Equal(SessionCommit.Conflict, answer, $"the answer to a commit on a wrong version of {commit.Key}");
            return;
        }

        if (commit.State.IsEmpty)
        {
            Expect.Equal(0, answer, $"the answer to the removal of {commit.Key}");
            Keys.Remove(commit.Key);
        }
        else
        {
            Expect.Greater(answer, greatest.GetValueOrDefault(commit.Key), $"the version of {commit.Key}");
            greatest[commit.Key] = answer;
            Keys[commit.Key] = new ModelKey(answer, StoreTrial.Text(commit.State), commit.DeadlineTicks, commit.OpenEndTicks);
        }

        foreach (var record in commit.Log)
        {
            Log[commit.Partition].Add((commit.Key, record.Kind, StoreTrial.Text(record.Payload)));
        }
    }

    public void Delete(SessionKey key)
    {
        Keys.Remove(key);
        foreach (var entries in Log)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                entries[i] = entries[i]?.Key == key ? null : entries[i];
            }
        }
    }

    public void SaveRecord(string name, long expected, string value, long answer)
    {
        var (version, _) = Records.GetValueOrDefault(name);
        if (expected != version)
        {
            Expect.Equal(SessionCommit.Conflict, answer, $"the answer to a wrong version of record '{name}'");
            return;
        }

        Expect.Greater(answer, version, $"the version of record '{name}'");
        Records[name] = (answer, value);
    }
}
