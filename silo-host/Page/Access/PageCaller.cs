using Microsoft.AspNetCore.Components.Authorization;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Page.Access;

/// <summary>Who looks at the page, and what it shows him. The API decides again by the key, each time.</summary>
internal sealed class PageCaller(AuthenticationStateProvider authentication, AccessKeys keys, HostSettings settings)
{
    /// <summary>The key that is sent to the API; null where none is needed.</summary>
    public string? Key { get; private set; }

    /// <summary>What the settings call the key; null where none is needed.</summary>
    public string? Name { get; private set; }

    public bool MayRead { get; private set; }

    public bool MaySend { get; private set; }

    /// <summary>Whether there is the Orleans Dashboard, which shows the silos as a whole, and he may see it.</summary>
    public bool MaySeeDashboard { get; private set; }

    /// <summary>Finds out.</summary>
    public async Task LoadAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var known = keys.Of(user);
        Key = PageSignIn.FindKey(user);
        Name = known?.Hash is null ? null : known.Name;
        MayRead = known?.Has(AccessRole.Read) == true;
        MaySend = known?.Has(AccessRole.Ingest) == true;
        MaySeeDashboard = settings.HasDashboard && known is { Sessionizers: null } && known.Has(AccessRole.Admin);
    }
}
