using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using MudBlazor.Services;
using Orleans.Dashboard;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Page.Access;
using OrleansSessions.Host.Page.Api;

namespace OrleansSessions.Host.Page;

/// <summary>The page at <c>/</c>, as the host puts it together.</summary>
internal static class PageExtensions
{
    private const int MaxRetained = 20;

    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(30);

    public static void AddPage(this WebApplicationBuilder builder, HostSettings settings)
    {
        // What the packages of components bring along lies where they are, until it is published: found in every environment.
        builder.WebHost.UseStaticWebAssets();
        // Otherwise there would be a path for whatever file comes to be, until it is published, and other paths would say that they take GET.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = bool.FalseString;
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            // A page that is closed without a word is looked after for so long; it goes on asking meanwhile.
            circuits.DisconnectedCircuitRetentionPeriod = Retention;
            circuits.DisconnectedCircuitMaxRetained = MaxRetained;
        });
        builder.Services.AddMudServices();
        // Nothing is written for them: there is nothing to encrypt, and no key of an earlier process is looked for.
        builder.Services.AddDataProtection().AddKeyManagementOptions(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new ProcessKeyRepository(), new NullXmlEncryptor()));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<OwnAddress>();
        builder.Services.AddScoped<PageCaller>();
        builder.Services.AddScoped<PageApi>();
        if (settings.HasDashboard)
        {
            // What is logged may be of anybody's keys.
            builder.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        }
    }

    public static void MapPage(this WebApplication app)
    {
        // The components ask for it. What the page itself is sent needs no token: the gate lets in its own origin only.
        app.UseAntiforgery();
        app.MapGroup("").AllowAnonymous().MapStaticAssets();
        app.MapPageSignIn();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(endpoint =>
        {
            // Everybody may see the sign-in, but a circuit is kept in memory: only for who has a key.
            var isCircuit = endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.StartsWith(PagePaths.Circuits, StringComparison.Ordinal);
            endpoint.Metadata.Add(isCircuit ? AccessExtensions.AnyRoleNeeded : AccessExtensions.NoKeyNeeded);
            if (endpoint.Metadata.OfType<HttpMethodMetadata>().FirstOrDefault() is { } methods && methods.HttpMethods.Contains(HttpMethods.Post))
            {
                // The page has no forms that would be sent to it.
                endpoint.Metadata.Remove(methods);
                endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
            }
        });
        if (app.Services.GetRequiredService<HostSettings>().HasDashboard)
        {
            app.MapOrleansDashboard(PagePaths.Dashboard).RequireRoleForAll(AccessRole.Admin);
        }
    }
}
