using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>The commits of one statement, as columns, in order of their keys.</summary>
internal sealed class CommitColumns(int capacity)
{
    private readonly List<int> indexes = new(capacity);
    private readonly List<string> sessionizers = new(capacity);
    private readonly List<string> keys = new(capacity);
    private readonly List<long> expected = new(capacity);
    private readonly List<ReadOnlyMemory<byte>> states = new(capacity);
    private readonly List<long?> deadlines = new(capacity);
    private readonly List<long> openEnds = new(capacity);

    public int Count => indexes.Count;

    /// <summary>What is to be sent, about.</summary>
    public long Bytes { get; private set; }

    public LogColumns Log { get; } = new();

    /// <param name="commit">The commit.</param>
    /// <param name="index">Its index in the group that was given.</param>
    public void Add(SessionCommit commit, int index)
    {
        indexes.Add(index);
        sessionizers.Add(StoredText.Encode(commit.Key.Sessionizer));
        keys.Add(StoredText.Encode(commit.Key.Key));
        expected.Add(commit.ExpectedVersion);
        states.Add(commit.State);
        deadlines.Add(commit.DeadlineTicks);
        openEnds.Add(commit.OpenEndTicks);
        Bytes += commit.State.Length;
        foreach (var record in commit.Log)
        {
            Log.Add(commit, indexes.Count, record);
            Bytes += record.Payload.Length;
        }
    }

    /// <summary>The index, in the group that was given, of the commit at a place, from 1.</summary>
    public int GetIndex(long place) => indexes[(int)place - 1];

    /// <summary>In the order of <see cref="CommitText.Lock"/>.</summary>
    public IEnumerable<(NpgsqlDbType Type, object Values)> GetKeys() => [(NpgsqlDbType.Text, sessionizers), (NpgsqlDbType.Text, keys)];

    /// <summary>In the order of <see cref="CommitText.WithoutLog"/>.</summary>
    public IEnumerable<(NpgsqlDbType Type, object Values)> GetColumns() =>
    [
        .. GetKeys(),
        (NpgsqlDbType.Bigint, expected),
        (NpgsqlDbType.Bytea, states),
        (NpgsqlDbType.Bigint, deadlines),
        (NpgsqlDbType.Bigint, openEnds),
    ];
}
