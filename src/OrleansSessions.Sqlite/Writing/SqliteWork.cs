namespace OrleansSessions.Sqlite;

/// <summary>Something to do in a transaction of the writer, and who waits for it.</summary>
internal abstract class SqliteWork
{
    /// <summary>Does it, in a transaction that may still fail; then it is done again in another.</summary>
    public abstract void Apply(WriteSession session);

    /// <summary>Tells the one who waits that it is stored.</summary>
    public abstract void Complete();

    /// <summary>Tells the one who waits that it failed.</summary>
    public abstract void Fail(Exception exception);
}
