namespace OrleansSessions.Sqlite;

/// <summary>A key as the index of deadlines has it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Deadline">Its deadline.</param>
/// <param name="Due">What the index has for it: not after the deadline.</param>
internal readonly record struct DueKey(string Key, long Deadline, long Due);
