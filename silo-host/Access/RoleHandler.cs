using Microsoft.AspNetCore.Authorization;

namespace OrleansSessions.Host.Access;

/// <summary>Decides by what the caller's key may do at this moment.</summary>
internal sealed class RoleHandler(AccessKeys keys) : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (keys.Of(context.User) is not { } key)
        {
            return Task.CompletedTask;
        }

        if (FindProblem(key, requirement, (context.Resource as HttpContext)?.GetRouteValue("name") as string) is { } problem)
        {
            context.Fail(new AuthorizationFailureReason(this, problem));
        }
        else
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static string? FindProblem(AccessKey key, RoleRequirement requirement, string? sessionizer)
    {
        // The same for one that exists and one that does not, and before anything looks for it.
        if (sessionizer is not null && !key.Sees(sessionizer))
        {
            return $"The key '{key.Name}' is not for sessionizer '{sessionizer}'.";
        }

        if (requirement.IsForAll && key.Sessionizers is not null)
        {
            return $"This is of all sessionizers; the key '{key.Name}' is for {string.Join(", ", key.Sessionizers.Order(StringComparer.Ordinal))} only.";
        }

        return requirement.Role is { } needed && !key.Has(needed)
            ? $"This needs the role {NameOf(needed)}; the key '{key.Name}' has {string.Join(", ", key.Roles.Order().Select(NameOf))}."
            : null;
    }

    private static string NameOf(AccessRole role) => role.ToString().ToLowerInvariant();
}
