using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// The commits of one statement, as columns: in order of their keys, so that the groups of two silos seldom wait for each other
/// crosswise. What they append to the log is in the order of the group.
/// </summary>
internal sealed class CommitColumns
{
    private static readonly Comparer<SessionCommit> ByKey = Comparer<SessionCommit>.Create((left, right) =>
    {
        var bySessionizer = string.CompareOrdinal(left.Key.Sessionizer, right.Key.Sessionizer);
        return bySessionizer != 0 ? bySessionizer : string.CompareOrdinal(left.Key.Key, right.Key.Key);
    });

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
        indexes = new int[count];
        sessionizers = new string[count];
        keys = new string[count];
        expected = new long[count];
        states = new ReadOnlyMemory<byte>[count];
        deadlines = new long?[count];
        openEnds = new long[count];
        var places = new int[count];

        var ordered = new SessionCommit[count];
        for (var i = 0; i < count; i++)
        {
            ordered[i] = group[start + i];
            indexes[i] = start + i;
        }

        Array.Sort(ordered, indexes, ByKey);
        for (var i = 0; i < count; i++)
        {
            var commit = ordered[i];
            sessionizers[i] = StoredText.Encode(commit.Key.Sessionizer);
            keys[i] = StoredText.Encode(commit.Key.Key);
            expected[i] = commit.ExpectedVersion;
            states[i] = commit.State;
            deadlines[i] = commit.DeadlineTicks;
            openEnds[i] = commit.OpenEndTicks;
            places[indexes[i] - start] = i + 1;
        }

        for (var i = 0; i < count; i++)
        {
            var commit = group[start + i];
            for (var record = 0; record < commit.Log.Count; record++)
            {
                Log.Add(commit, places[i], commit.Log[record]);
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
}
