using OrleansSessions.Host.Access;

namespace OrleansSessions.Host.Tests.Access;

/// <summary>A key of one test, and the settings that let it in.</summary>
internal sealed record TestKey(string Name, string[] Roles, string[] Sessionizers, int? Rate = null)
{
    public string Key { get; } = KeyHash.CreateKey();

    public string Hash => KeyHash.Of(Key).ToString();

    public IEnumerable<string> Settings =>
    [
        $"--Sessions:Keys:{Name}:Hash={Hash}",
        .. Roles.Select((role, i) => $"--Sessions:Keys:{Name}:Roles:{i}={role}"),
        .. Sessionizers.Select((sessionizer, i) => $"--Sessions:Keys:{Name}:Sessionizers:{i}={sessionizer}"),
        .. Rate is null ? Array.Empty<string>() : [$"--Sessions:Keys:{Name}:Rate={Rate}"],
    ];
}
