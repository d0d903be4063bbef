using Microsoft.AspNetCore.Authorization;

namespace OrleansSessions.Host.Access;

/// <summary>The caller's key may use the sessionizer that the path names, and has a role; null for any role. With
/// <paramref name="IsForAll"/> it must be for all sessionizers.</summary>
internal sealed record RoleRequirement(AccessRole? Role, bool IsForAll = false) : IAuthorizationRequirement;
