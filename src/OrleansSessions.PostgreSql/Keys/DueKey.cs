namespace OrleansSessions.PostgreSql;

/// <summary>A key that the index says is due.</summary>
/// <param name="Key">The key, as stored.</param>
/// <param name="Due">When it is due by the index, which is never after its deadline.</param>
/// <param name="Deadline">When it is due.</param>
internal readonly record struct DueKey(string Key, long Due, long Deadline);
