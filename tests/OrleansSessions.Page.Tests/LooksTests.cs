using Microsoft.Playwright;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Page.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace OrleansSessions.Page.Tests;

/// <summary>Narrow, dark, and without a mouse.</summary>
public sealed class LooksTests(Chromium chromium, ServiceProcess service) : IClassFixture<ServiceProcess>
{
    private const string Background = "getComputedStyle(document.body).backgroundColor";

    [Fact]
    public async Task Narrow_400Pixels_DoesNotScrollSideways()
    {
        await using var opened = await chromium.OpenAsync(service, width: 400);
        await opened.SelectAsync("quick");
        var longKey = new string('k', 200);
        await opened.SendAsync(longKey);
        await Expect(opened.ClosedOf(longKey)).ToHaveCountAsync(1);

        Assert.Equal(400, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await opened.KeepAsync("narrow");
    }

    [Fact]
    public async Task Dark_AsTheSystemHasIt_UntilTheOtherIsChosenAndRemembered()
    {
        await using var opened = await chromium.OpenAsync(service, scheme: ColorScheme.Dark);
        await opened.SelectAsync("activity");
        await opened.SendAsync("ann");
        var dark = await opened.Page.EvaluateAsync<string>(Background);
        await opened.KeepAsync("dark");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        var light = await opened.Page.EvaluateAsync<string>(Background);
        await opened.Page.ReloadAsync();

        Assert.Equal(("rgb(17, 21, 27)", "rgb(245, 246, 248)", light), (dark, light, await opened.Page.EvaluateAsync<string>(Background)));
        await opened.WaitUntilLiveAsync();
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        Assert.Equal(dark, await opened.Page.EvaluateAsync<string>(Background));
    }

    [Fact]
    public async Task Keyboard_Alone_SwitchesSendsAndSearches()
    {
        await using var opened = await chromium.OpenAsync(service);
        await Expect(opened.Sessionizers.GetByRole(AriaRole.Button)).ToHaveCountAsync(5);

        await opened.Page.Keyboard.PressAsync("Tab");
        await Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await TabToAsync(opened, opened.Sessionizers.GetByRole(AriaRole.Button, new() { Name = "quick" }));
        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions of quick" })).ToHaveCountAsync(1);
        await TabToAsync(opened, opened.Key);
        await opened.Page.Keyboard.PressAsync("Control+A");
        await opened.Page.Keyboard.TypeAsync("typed");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(opened.Answer).ToHaveTextAsync("An event of typed is stored.");
        await Expect(opened.ClosedOf("typed")).ToHaveCountAsync(1);

        var picked = opened.Closed.GetByRole(AriaRole.Button, new() { Name = "typed" });
        await TabToAsync(opened, picked, "Shift+Tab");
        await opened.Page.Keyboard.PressAsync("Enter");
        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Closed sessions of typed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Landmarks_AndControls_AllHaveNames()
    {
        await using var opened = await chromium.OpenAsync(service);
        await opened.SelectAsync("trips");

        await Expect(opened.Page.GetByRole(AriaRole.Banner)).ToHaveCountAsync(1);
        await Expect(opened.Page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sessions of trips");
        var nameless = await opened.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('input:not([type=hidden]), button, a[href], section, nav, [role=progressbar]')]
                .filter(e => !(e.labels?.length || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim()))
                .map(e => e.outerHTML)
            """);
        Assert.Empty(nameless);
    }

    // Each step's focus is to be seen: it has an outline.
    private static async Task TabToAsync(OpenedPage opened, ILocator target, string key = "Tab")
    {
        const int Most = 80;
        for (var i = 0; i < Most; i++)
        {
            await opened.Page.Keyboard.PressAsync(key);
            var outline = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
            Assert.True(outline != "none", $"No focus is to be seen on {await opened.Page.EvaluateAsync<string>("document.activeElement.outerHTML")}");
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{target} is not reached by {key}.");
    }
}
