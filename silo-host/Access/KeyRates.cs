using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace OrleansSessions.Host.Access;

/// <summary>Holds each key to its rate: that many requests a second on this silo, and 429 for those beyond.</summary>
internal static class KeyRates
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static void AddKeyRates(this IServiceCollection services)
    {
        services.AddRateLimiter();
        services.AddOptions<RateLimiterOptions>().Configure<AccessKeys>((options, keys) =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (KeyHash?, int)>(context =>
                keys.Of(context.User) is { Rate: { } rate } key
                    ? RateLimitPartition.GetTokenBucketLimiter((key.Hash, rate), _ => Bucket(rate))
                    : RateLimitPartition.GetNoLimiter<(KeyHash?, int)>((null, 0)));
            options.OnRejected = (context, _) => RefuseAsync(context, keys);
        });
    }

    private static TokenBucketRateLimiterOptions Bucket(int rate) =>
        new() { TokenLimit = rate, TokensPerPeriod = rate, ReplenishmentPeriod = Second, QueueLimit = 0 };

    private static async ValueTask RefuseAsync(OnRejectedContext context, AccessKeys keys)
    {
        var http = context.HttpContext;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > Second ? after : Second;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var key = keys.Of(http.User);
        await TypedResults.Problem(
            string.Create(CultureInfo.InvariantCulture, $"The key '{key?.Name}' may send {key?.Rate} requests a second; nothing was done. Try again later."),
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}
