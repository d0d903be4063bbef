using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using OrleansSessions.Host.Page.Access;

namespace OrleansSessions.Host.Access;

internal static class AccessExtensions
{
    private const string AnyRole = "Any";
    private const string ForAll = "ForAll";

    /// <summary>Metadata of an endpoint that every key may use.</summary>
    public static object AnyRoleNeeded { get; } = new AuthorizeAttribute(AnyRole);

    /// <summary>Metadata of an endpoint that needs no key.</summary>
    public static object NoKeyNeeded { get; } = new AllowAnonymousAttribute();

    public static void AddAccess(this IServiceCollection services, AccessSettings settings, IReadOnlyCollection<string> sessionizers)
    {
        services.AddSingleton(settings);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AccessKeys>(provider, settings, sessionizers));
        services.AddAuthentication(PageSignIn.CallerSchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, _ => { })
            .AddPageSignIn();
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        var authorization = services.AddAuthorizationBuilder()
            .AddPolicy(AnyRole, policy => policy.AddRequirements(new RoleRequirement(null)))
            // An endpoint that nobody has given a policy is nobody's. Who has a key may learn that a path does not exist.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder()
                .RequireAuthenticatedUser()
                .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
                .Build());
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            authorization.AddPolicy(role.ToString(), policy => policy.AddRequirements(new RoleRequirement(role)));
            authorization.AddPolicy(role + ForAll, policy => policy.AddRequirements(new RoleRequirement(role, IsForAll: true)));
        }

        services.AddKeyRates();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.Origins]).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("Retry-After")));
    }

    /// <summary>Lets through who may; everything that comes after needs a key, where there are keys.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseMiddleware<OpenGate>();
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<RevocationGate>();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    /// <summary>Lets a key with the role use the endpoint, for the sessionizers that it is for.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoint, AccessRole role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(role.ToString());

    /// <summary>Lets a key with the role use the endpoint if it is for all sessionizers, for the endpoint shows something of each.</summary>
    public static TBuilder RequireRoleForAll<TBuilder>(this TBuilder endpoint, AccessRole role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(role + ForAll);

    /// <summary>Lets every key use the endpoint, whatever its roles.</summary>
    public static TBuilder RequireAnyRole<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(AnyRole);
}
