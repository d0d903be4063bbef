namespace OrleansSessions.Server.Tests;

/// <summary>A sum that can not be copied when it is negative.</summary>
internal sealed record Uncopyable(int Value);
