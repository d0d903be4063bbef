using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using OrleansSessions.Host.Http;

namespace OrleansSessions.Host.Access;

/// <summary>Answers those who may not by problem details: 401 when no valid key was sent, 403 when the key is not enough.</summary>
internal sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        return authorizeResult.Challenged
            ? ChallengeAsync(context)
            : ForbidAsync(context, authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message);
    }

    /// <summary>Answers 401, and says what is wrong with the key that was sent, if one was.</summary>
    public static async Task ChallengeAsync(HttpContext context)
    {
        var authentication = await context.AuthenticateAsync();
        // One that was valid when the request began is not any more.
        var wrong = authentication.Succeeded ? KeyAuthentication.UnknownKey : authentication.Failure?.Message;
        context.Response.Headers.WWWAuthenticate = wrong is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        await Problems.Create(
            StatusCodes.Status401Unauthorized, wrong ?? "A key is needed, in the header Authorization: Bearer KEY.").ExecuteAsync(context);
    }

    private static Task ForbidAsync(HttpContext context, string? reason) =>
        Problems.Forbidden(reason ?? "The key may not be used for this.").ExecuteAsync(context);
}
