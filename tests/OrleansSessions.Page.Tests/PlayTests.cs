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
    public async Task Play_AfterAnEventOfNow_SaysWhyItCanNotBePlayed()
    {
        await using var other = await ServiceProcess.StartWithAsync();
        await using var late = await chromium.OpenAsync(other);
        await late.SelectAsync("visits");
        await late.SendAsync("now");
        await Expect(late.Page.Locator(".tile").Last).ToContainTextAsync("behind the clock");

        var play = late.Page.GetByRole(AriaRole.Region, new() { Name = "Sample log" });
        await play.GetByRole(AriaRole.Button, new() { Name = "Play into visits" }).ClickAsync();

        await Expect(play.GetByRole(AriaRole.Status)).ToContainTextAsync("ahead of the clock");
    }
}
