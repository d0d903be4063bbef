namespace OrleansSessions.Server.Tests;

/// <summary>A memory store that is given groups and bytes, as stores outside of the process are.</summary>
internal sealed class ByteStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()));
