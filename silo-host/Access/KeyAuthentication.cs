using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace OrleansSessions.Host.Access;

/// <summary>Authenticates by <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Key";

    public const string UnknownKey = "The key is not one of this service: it is mistyped, or was revoked.";

    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        if (keys.Everybody is { } everybody)
        {
            return Accept(everybody);
        }

        if (Request.Headers.Authorization is not { Count: > 0 } headers)
        {
            return AuthenticateResult.NoResult();
        }

        if (headers.Count > 1 || headers[0] is not { } header || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.Fail("The header Authorization must be given once, as: Bearer KEY.");
        }

        return keys.Find(header[Bearer.Length..].Trim()) is { } key
            ? Accept(key)
            : AuthenticateResult.Fail(UnknownKey);
    }

    private AuthenticateResult Accept(AccessKey key)
    {
        var identity = new ClaimsIdentity(Scheme.Name);
        identity.AddClaim(new Claim(ClaimTypes.Name, key.Name));
        if (key.Hash is { } hash)
        {
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, hash.ToString()));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
