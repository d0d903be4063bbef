using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>What a group appends to the log, as columns.</summary>
internal sealed class LogColumns
{
    private readonly List<long> places = [];
    private readonly List<int> partitions = [];
    private readonly List<short> kinds = [];
    private readonly List<string> sessionizers = [];
    private readonly List<string> keys = [];
    private readonly List<string?> ids = [];
    private readonly List<DateTime?> starts = [];
    private readonly List<DateTime?> lastEvents = [];
    private readonly List<DateTime?> ends = [];
    private readonly List<long?> counts = [];
    private readonly List<string?> reasons = [];
    private readonly List<string?> errors = [];
    private readonly List<string?> resultErrors = [];
    private readonly List<ReadOnlyMemory<byte>> payloads = [];

    public int Count => places.Count;

    /// <summary>The results as JSON, of which the server may refuse some.</summary>
    public List<string?> Results { get; } = [];

    public void Add(SessionCommit commit, int place, LogRecord record)
    {
        var session = record.Session;
        places.Add(place);
        partitions.Add(commit.Partition);
        kinds.Add((short)record.Kind);
        sessionizers.Add(StoredText.Encode(commit.Key.Sessionizer));
        keys.Add(StoredText.Encode(commit.Key.Key));
        payloads.Add(record.Payload);
        ids.Add(session is null ? null : StoredText.Encode(session.Id));
        starts.Add(session?.Start.UtcDateTime);
        lastEvents.Add(session?.LastEvent.UtcDateTime);
        ends.Add(session?.End.UtcDateTime);
        counts.Add(session?.Count);
        reasons.Add(session?.Reason.ToString());
        errors.Add(session?.Error is { } error ? StoredText.Show(error) : null);
        var result = session is null || session.Reason == CloseReason.Failed ? default : StoredResult.Of(session);
        Results.Add(result.Json);
        resultErrors.Add(result.Error);
    }

    /// <summary>Stores an entry without its result.</summary>
    public void RefuseResult(int index, string why) => (Results[index], resultErrors[index]) = StoredResult.Refused(why);

    /// <summary>In the order of <see cref="CommitText.WithLog"/>.</summary>
    public IEnumerable<(NpgsqlDbType Type, object Values)> GetColumns() =>
    [
        (NpgsqlDbType.Bigint, places),
        (NpgsqlDbType.Integer, partitions),
        (NpgsqlDbType.Smallint, kinds),
        (NpgsqlDbType.Text, sessionizers),
        (NpgsqlDbType.Text, keys),
        (NpgsqlDbType.Text, ids),
        (NpgsqlDbType.TimestampTz, starts),
        (NpgsqlDbType.TimestampTz, lastEvents),
        (NpgsqlDbType.TimestampTz, ends),
        (NpgsqlDbType.Bigint, counts),
        (NpgsqlDbType.Text, reasons),
        (NpgsqlDbType.Text, errors),
        (NpgsqlDbType.Text, Results),
        (NpgsqlDbType.Text, resultErrors),
        (NpgsqlDbType.Bytea, payloads),
    ];
}
