namespace OrleansSessions.Sqlite;

/// <summary>The places in a transaction at which tests can make it fail.</summary>
internal enum CommitStep
{
    BeforeBegin,
    AfterState,
    AfterLog,
    BeforeCommit,
    AfterCommit,
}
