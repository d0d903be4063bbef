namespace OrleansSessions.PostgreSql.Tests;

/// <summary>A result as a user's sessionizer has it.</summary>
internal sealed record Visit(string Last, double Average, IReadOnlyList<int> Codes);
