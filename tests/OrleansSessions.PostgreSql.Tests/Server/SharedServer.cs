using OrleansSessions.Servers;

namespace OrleansSessions.PostgreSql.Tests;

/// <summary>The server of all tests that do not stop it; each has a schema of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal static PostgreSqlServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgreSqlServer.StartNewAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
