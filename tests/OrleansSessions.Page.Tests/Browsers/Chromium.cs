using Microsoft.Playwright;
using OrleansSessions.Host.Tests.Service;
using OrleansSessions.Servers;

namespace OrleansSessions.Page.Tests.Browsers;

/// <summary>A browser without a window, as Debian packages it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // A machine may be busy with other tests.
    private const float PatienceMilliseconds = 20_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var program = DebianPackage.Require("chromium", "chromium");
        playwright = await Playwright.CreateAsync();
        // The user root has no sandbox.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [] });
    }

    /// <summary>Opens a service's page, in a browser that knows nothing of others.</summary>
    internal async Task<OpenedPage> OpenAsync(ServiceProcess service, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = $"http://127.0.0.1:{service.Port}", ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce,
        });
        var opened = new OpenedPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync("/");
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
