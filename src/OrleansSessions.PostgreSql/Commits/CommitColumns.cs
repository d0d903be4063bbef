using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// The commits of one statement, as columns: in order of their keys, so that the groups of two silos seldom wait for each other
/// crosswise. What they append to the log is in the order of the group.
/// </summary>
internal sealed class CommitColumns
{
    private readonly int[] indexes;
    private readonly string[] sessionizers;
    private readonly string[] keys;
    private readonly long[] expected;
    private readonly ReadOnlyMemory<byte>[] states;
    private readonly long?[] deadlines;
    private readonly long[] openEnds;

    /// <param name="group">The commits.</param>
    /// <param name="start">The index of the first of this statement.</param>
    /// <param name="count">How many this statement stores.</param>
    public CommitColumns(IReadOnlyList<SessionCommit> group, int start, int count)
    {
        indexes = [.. Enumerable.Range(start, count)];
        Array.Sort(indexes, (left, right) => Compare(group[left].Key, group[right].Key));
        sessionizers = Select(group, commit => StoredText.Encode(commit.Key.Sessionizer));
        keys = Select(group, commit => StoredText.Encode(commit.Key.Key));
        expected = Select(group, commit => commit.ExpectedVersion);
        states = Select(group, commit => commit.State);
        deadlines = Select(group, commit => commit.DeadlineTicks);
        openEnds = Select(group, commit => commit.OpenEndTicks);

        var places = new int[count];
        for (var place = 1; place <= count; place++)
        {
            places[indexes[place - 1] - start] = place;
        }

        for (var i = 0; i < count; i++)
        {
            foreach (var record in group[start + i].Log)
            {
                Log.Add(group[start + i], places[i], record);
            }
        }
    }

    public LogColumns Log { get; } = new();

    /// <summary>The index, in the group, of the commit at a place, from 1.</summary>
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

    private static int Compare(SessionKey left, SessionKey right)
    {
        var bySessionizer = string.CompareOrdinal(left.Sessionizer, right.Sessionizer);
        return bySessionizer != 0 ? bySessionizer : string.CompareOrdinal(left.Key, right.Key);
    }

    private T[] Select<T>(IReadOnlyList<SessionCommit> group, Func<SessionCommit, T> select) =>
        Array.ConvertAll(indexes, index => select(group[index]));
}
