using OrleansSessions.Servers;

namespace OrleansSessions.Packages.Tests;

/// <summary>Loopback ports that nobody uses, in place of those that a silo and its clients have by default.</summary>
internal sealed record Ports(int Silo, int Gateway)
{
    private const string Default = "UseLocalhostClustering()";

    public static Ports FindFree() => new(FreePort.Find(), FreePort.Find());

    /// <summary>The text of a silo, word for word but for its ports.</summary>
    public string InSilo(string program) => Replace(program, $"UseLocalhostClustering({Silo}, {Gateway})");

    /// <summary>The text of a client, word for word but for its silo's port.</summary>
    public string InClient(string program) => Replace(program, $"UseLocalhostClustering({Gateway})");

    private static string Replace(string program, string call)
    {
        Assert.Single(program.Split(Default).Skip(1));
        return program.Replace(Default, call, StringComparison.Ordinal);
    }
}
