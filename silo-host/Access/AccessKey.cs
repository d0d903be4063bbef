using System.Collections.Frozen;

namespace OrleansSessions.Host.Access;

/// <summary>Who sends a request, and what it may do.</summary>
/// <param name="Name">What the settings call the key.</param>
/// <param name="Hash">Of the key; null for everybody, where no key is needed.</param>
/// <param name="Roles">What it may be used for.</param>
/// <param name="Sessionizers">Those that it may be used for; null for all.</param>
/// <param name="Rate">The most requests per second; null for any number.</param>
internal sealed record AccessKey(
    string Name, KeyHash? Hash, FrozenSet<AccessRole> Roles, FrozenSet<string>? Sessionizers, int? Rate) : IDisposable
{
    private readonly CancellationTokenSource revocation = new();

    /// <summary>Cancelled when the key is revoked or may do something else than before.</summary>
    public CancellationToken Revoked => revocation.Token;

    /// <summary>Stands for all callers of a host that needs no key.</summary>
    public static AccessKey CreateEverybody() => new("everybody", null, new[] { AccessRole.Admin }.ToFrozenSet(), null, null);

    /// <summary>Whether it has the role, or that of an administrator, which has all.</summary>
    public bool Has(AccessRole role) => Roles.Contains(role) || Roles.Contains(AccessRole.Admin);

    public bool Sees(string sessionizer) => Sessionizers is null || Sessionizers.Contains(sessionizer);

    public void Revoke() => revocation.Cancel();

    public void Dispose() => revocation.Dispose();

    public bool IsSameAs(AccessKey other) =>
        Name == other.Name
        && Equals(Hash, other.Hash)
        && Rate == other.Rate
        && Roles.SetEquals(other.Roles)
        && (Sessionizers is null ? other.Sessionizers is null : other.Sessionizers is not null && Sessionizers.SetEquals(other.Sessionizers));
}
