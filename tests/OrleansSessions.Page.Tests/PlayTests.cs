using Microsoft.Playwright;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Page.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace OrleansSessions.Page.Tests;

public sealed class PlayTests(Chromium chromium, ServiceProcess service) : IClassFixture<ServiceProcess>
{
    [Theory]
    [InlineData("visits")]
    [InlineData("quick")]
    public async Task Play_TheSampleLog_ShowsItsSessionsAndHowFarItIsAndCanBeCancelled(string sessionizer)
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync(sessionizer);
        var play = opened.Page.GetByRole(AriaRole.Region, new() { Name = "Sample log" });

        await play.GetByRole(AriaRole.Button, new() { Name = $"Play into {sessionizer}" }).ClickAsync();
        await Expect(opened.Closed.First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(play.GetByRole(AriaRole.Progressbar)).Not.ToHaveAttributeAsync("aria-valuenow", "0");
        await Expect(play.GetByRole(AriaRole.Status)).ToContainTextAsync($"requests into {sessionizer}");
        await opened.KeepAsync($"play-{sessionizer}");
        await play.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(play.GetByRole(AriaRole.Status)).ToContainTextAsync("Cancelled: ");
        await Expect(play.GetByRole(AriaRole.Button, new() { Name = $"Play into {sessionizer}" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Play_AfterARecentWatermark_SaysWhyItCanNotBePlayed()
    {
        // The day of the log begins at six, so it would be played from the next six o'clock on: further ahead of the clock than is allowed.
        var clock = TimeProvider.System.GetUtcNow();
        var six = new DateTimeOffset(clock.UtcDateTime.Date, TimeSpan.Zero).AddHours(6);
        await using var other = await ServiceProcess.StartWithAsync();
        await other.AdvanceWatermarkAsync("visits", six <= clock.AddHours(1) ? six : six.AddDays(-1));
        await using var opened = await chromium.OpenAsync(other);
        await opened.SelectAsync("visits");

        var play = opened.Page.GetByRole(AriaRole.Region, new() { Name = "Sample log" });
        await play.GetByRole(AriaRole.Button, new() { Name = "Play into visits" }).ClickAsync();

        await Expect(play.GetByRole(AriaRole.Status)).ToContainTextAsync("ahead of the clock");
    }
}
