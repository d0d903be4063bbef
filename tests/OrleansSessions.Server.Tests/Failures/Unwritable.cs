namespace OrleansSessions.Server.Tests;

/// <summary>A number that can not be serialized when it is negative.</summary>
internal readonly record struct Unwritable(int Value);
