namespace OrleansSessions.Server.Tests;

/// <summary>Where an aggregator throws.</summary>
internal enum FragilePlace
{
    None,
    Add,
    Merge,
    GetResult,
}
