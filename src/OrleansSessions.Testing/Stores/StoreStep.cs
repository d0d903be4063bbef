namespace OrleansSessions.Testing;

/// <summary>The steps of a store's commit, in order; a store may go through the middle ones once for each commit of a group.</summary>
public enum StoreStep
{
    /// <summary>Nothing has begun.</summary>
    BeforeBegin,

    /// <summary>A key's state has been written, its log entries have not.</summary>
    AfterState,

    /// <summary>Log entries have been written.</summary>
    AfterLog,

    /// <summary>All is written and not yet committed.</summary>
    BeforeCommit,

    /// <summary>The transaction is committed; its caller does not know yet.</summary>
    AfterCommit,
}
