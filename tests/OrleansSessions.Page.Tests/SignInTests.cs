using Microsoft.Playwright;
using OrleansSessions.Host.Tests.Access;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Page.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace OrleansSessions.Page.Tests;

/// <summary>The page of a service that needs a key.</summary>
public sealed class SignInTests(Chromium chromium)
{
    private readonly TestKey admin = new("rules", ["admin"], ["*"]);
    private readonly TestKey reads = new("reads", ["read"], ["trips"]);
    private readonly TestKey sends = new("sends", ["ingest"], ["trips"]);

    [Fact]
    public async Task SignIn_ByKeysOfEachRole_ShowsWhatTheyMaySee()
    {
        await using var service = await ServiceProcess.StartWithAsync([.. admin.Settings, .. reads.Settings, .. sends.Settings, "--Sessions:Dashboard=true"]);
        await using (var opened = await chromium.OpenAsync(service))
        {
            await opened.KeepAsync("sign-in");
            await SignInAsync(opened, "sessions_wrong");
            await Expect(opened.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The key is not one of this service: it is mistyped, or was revoked.");

            await SignInAsync(opened, admin.Key);
            await opened.SelectAsync("trips");
            await opened.SendAsync("seen", "2026-01-01T12:00:00Z");
            await Expect(opened.Timeline).ToContainTextAsync("1 open with 1 event");
            await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Silos" }).ClickAsync();
            await Expect(opened.Page.GetByText("Active Silos")).ToBeVisibleAsync();
        }

        await using (var opened = await chromium.OpenAsync(service))
        {
            await SignInAsync(opened, reads.Key);
            await Expect(opened.Sessionizers.GetByRole(AriaRole.Button)).ToHaveTextAsync(["trips"]);
            await Expect(opened.Timeline).ToContainTextAsync("Sessions of seen");
            await Expect(opened.Send).ToHaveCountAsync(0);
            await Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = "Silos" })).ToHaveCountAsync(0);
            await opened.KeepAsync("read-only");

            var cookie = Assert.Single(await opened.Page.Context.CookiesAsync(), cookie => cookie.Name == "sessions-page");
            Assert.Equal((true, SameSiteAttribute.Strict, -1), (cookie.HttpOnly, cookie.SameSite, cookie.Expires));
            Assert.DoesNotContain(reads.Key, cookie.Value, StringComparison.Ordinal);
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
            await Expect(opened.Page.GetByLabel("Key", new() { Exact = true })).ToHaveAttributeAsync("type", "password");
        }

        await using (var opened = await chromium.OpenAsync(service))
        {
            await SignInAsync(opened, sends.Key);
            await opened.SendAsync("sent", "2026-01-01T12:00:00Z");
            await Expect(opened.Page.Locator(".tile")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Key_RevokedWhileThePageIsOpen_IsToldAndShowsNothingMore()
    {
        using var file = new SettingsFile(admin, reads);
        await using var service = await ServiceProcess.StartWithAsync("--settings", file.Path);
        await using var opened = await chromium.OpenAsync(service);
        await SignInAsync(opened, reads.Key);
        await opened.WaitUntilLiveAsync();

        file.Write(admin);

        await Expect(opened.Page.GetByText("The key is not one of this service: it is mistyped, or was revoked.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(opened.Page.Locator(".tile")).ToHaveCountAsync(0);
        await opened.KeepAsync("revoked");
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Service_StartedAgain_AsksForTheKeyAgain()
    {
        await using var service = await ServiceProcess.StartWithAsync(admin.Settings);
        await using var opened = await chromium.OpenAsync(service);
        await SignInAsync(opened, admin.Key);
        await opened.WaitUntilLiveAsync();

        await service.KillAsync();
        await service.InitializeAsync();

        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        opened.ForgetErrors();
        await SignInAsync(opened, admin.Key);
        await opened.WaitUntilLiveAsync();
    }

    private static async Task SignInAsync(OpenedPage opened, string key)
    {
        await opened.Page.GetByLabel("Key", new() { Exact = true }).FillAsync(key);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
