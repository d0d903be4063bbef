using System.Net.Http.Json;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Page.Tests;

/// <summary>What others do to a service while its page is open.</summary>
internal static class ServiceRequests
{
    public static async Task AdvanceWatermarkAsync(this ServiceProcess service, string sessionizer, DateTimeOffset watermark)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            new Uri($"{sessionizer}/watermark", UriKind.Relative), new { watermark }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
