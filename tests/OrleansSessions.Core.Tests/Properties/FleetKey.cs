namespace OrleansSessions.Core.Tests;

/// <summary>A key as a silo holds it: its sessions, and its place among the deadlines.</summary>
internal sealed record FleetKey(TestKey Sessions, ExpiryEntry<int> Entry);
