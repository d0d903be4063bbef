using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using OrleansSessions.Host.Access;

namespace OrleansSessions.Host.Page.Access;

/// <summary>Signs a browser in with a key, for as long as it is open.</summary>
/// <remarks>
/// The key lies in a cookie, as a browser sends no header when it opens a page, and a key in the circuit alone would be gone with each
/// reload. The cookie is encrypted by a secret that this process alone has, kept from scripts (HttpOnly), never sent along from other
/// sites (SameSite=Strict), and nothing but the page takes it: the API wants the key in its header, also from the page.
/// </remarks>
internal static class PageSignIn
{
    public const string SchemeName = "Page";

    /// <summary>Chooses how a caller is known: by a sign-in on the page's own paths, else by a key.</summary>
    public const string CallerSchemeName = "Caller";

    /// <summary>What the address of the page says after a key that is not valid.</summary>
    public const string RefusedQuery = "refused";

    private const string KeyClaim = "key";

    public static void AddPageSignIn(this AuthenticationBuilder authentication)
    {
        authentication.AddCookie(SchemeName, options =>
        {
            options.Cookie.Name = "sessions-page";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        authentication.AddPolicyScheme(CallerSchemeName, null, options => options.ForwardDefaultSelector = context =>
            PagePaths.Includes(context.Request.Path)
            && context.Request.Headers.Authorization.Count == 0
            && context.RequestServices.GetRequiredService<AccessKeys>().Everybody is null
                ? SchemeName
                : KeyAuthentication.SchemeName);
    }

    public static void MapPageSignIn(this IEndpointRouteBuilder routes)
    {
        // Without a token against forged requests: the gate lets the page's own origin in only.
        routes.MapPost(PagePaths.SignIn, SignInAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        routes.MapPost(PagePaths.SignOut, (Delegate)SignOutAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The key that a browser has signed in with; null when none was needed.</summary>
    public static string? FindKey(ClaimsPrincipal user) => user.FindFirstValue(KeyClaim);

    private static async Task<IResult> SignInAsync(HttpContext context, AccessKeys keys)
    {
        var text = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["key"].ToString().Trim() : "";
        if (keys.Find(text) is not { Hash: { } hash } key)
        {
            return Results.Redirect($"/?{RefusedQuery}");
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.NameIdentifier, hash.ToString()), new Claim(KeyClaim, text)], SchemeName);
        await context.SignInAsync(SchemeName, new ClaimsPrincipal(identity));
        return Results.Redirect("/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(SchemeName);
        return Results.Redirect("/");
    }
}
