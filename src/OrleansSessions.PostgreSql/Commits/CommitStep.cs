namespace OrleansSessions.PostgreSql;

/// <summary>The steps of a commit. One statement writes states and log, so there is none in between.</summary>
internal enum CommitStep
{
    /// <summary>Nothing has been written.</summary>
    BeforeStatement,

    /// <summary>All is written, and not yet committed.</summary>
    BeforeCommit,

    /// <summary>The transaction is committed; its caller does not know yet.</summary>
    AfterCommit,
}
