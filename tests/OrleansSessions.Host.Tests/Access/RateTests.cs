using System.Net;
using OrleansSessions.Host.Tests.Service;

namespace OrleansSessions.Host.Tests.Access;

public sealed class RateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Key_OverItsRate_IsRefusedUntilLaterAndOthersAreNot()
    {
        var slow = new TestKey("slow", ["read"], ["*"], Rate: 2);
        var quick = new TestKey("quick", ["read"], ["*"]);
        await using var service = await ServiceProcess.StartWithAsync([.. slow.Settings, .. quick.Settings]);

        // At once: the allowance grows by two a second, however long that takes.
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => service.Http.SendAsync("GET", "/sessionizers", slow.Key)));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();

        Assert.NotEmpty(refused);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal("1", refused[0].Headers.RetryAfter?.ToString());
        (await HttpAnswer.ReadAsync(refused[0])).AssertProblem(
            HttpStatusCode.TooManyRequests, "The key 'slow' may send 2 requests a second; nothing was done. Try again later.");
        using var other = await service.Http.SendAsync("GET", "/sessionizers", quick.Key);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        HttpStatusCode status;
        do
        {
            await Task.Delay(refused[0].Headers.RetryAfter!.Delta!.Value, clock, TestContext.Current.CancellationToken);
            using var later = await service.Http.SendAsync("GET", "/sessionizers", slow.Key);
            status = later.StatusCode;
        }
        while (status != HttpStatusCode.OK && clock.GetElapsedTime(start) < Patience);

        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }
}
