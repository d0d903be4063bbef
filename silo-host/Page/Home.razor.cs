using Microsoft.AspNetCore.Components;
using OrleansSessions.Host.Page.Access;

namespace OrleansSessions.Host.Page;

/// <summary>What is at <c>/</c>: the sessions for who may see them, otherwise the sign-in, which needs no circuit.</summary>
public sealed partial class Home
{
    // What a script would fetch from elsewhere, a browser refuses; and no other page may show this one within itself.
    private const string OnlyThisHost =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private bool isKnown;
    private bool isRefused;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await Caller.LoadAsync();
        isKnown = Keys.Of(Context.User) is not null;
        isRefused = Context.Request.Query.ContainsKey(PageSignIn.RefusedQuery);
        Context.Response.Headers.ContentSecurityPolicy = OnlyThisHost;
        // Who goes back after signing out must not see what was there.
        Context.Response.Headers.CacheControl = "no-store";
    }
}
