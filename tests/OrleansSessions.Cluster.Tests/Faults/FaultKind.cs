namespace OrleansSessions.Cluster.Tests;

/// <summary>What can happen to a cluster.</summary>
internal enum FaultKind
{
    KillSilo,
    KillTwoSilos,
    KillAllSilos,
    TerminateSilo,
    FreezeSilo,
    RestartPostgreSql,
    RestartRedis,
    KillSubscriber,
    AddSilo,
}
