namespace OrleansSessions.Server.Tests;

/// <summary>A number that can be neither serialized nor copied when it is negative: an object, for of values a copier copies the bits.</summary>
internal sealed record Unwritable(int Value);
