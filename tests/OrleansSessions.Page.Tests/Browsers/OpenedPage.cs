using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrleansSessions.Page.Tests.Browsers;

/// <summary>The page in a browser. That nothing goes wrong there, and nothing is asked of another host, is checked when it is closed.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> requests = new();

    public OpenedPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning" && IsOwn(message.Location), errors, message.Text);
        page.PageError += (_, error) => Note(IsOwn(error), errors, error);
        page.Request += (_, request) => requests.Enqueue(request.Url);
        page.WebSocket += (_, socket) => requests.Enqueue(socket.Url);
    }

    public IPage Page { get; }

    public ILocator Sessionizers => Page.GetByRole(AriaRole.Navigation, new() { Name = "Sessionizers" });

    public ILocator Timeline => Page.GetByRole(AriaRole.Region, new() { NameRegex = new("^Sessions of") });

    public ILocator Closed => Page.Locator("table.closed tbody tr");

    /// <summary>The rows of one key alone: tests of a class share a service, and run in an order that nobody chose.</summary>
    public ILocator ClosedOf(string key) => Closed.Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = key, Exact = true }) });

    public ILocator Key => Page.GetByLabel("Key", new() { Exact = true });

    public ILocator Send => Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    /// <summary>What was made of the last event that was sent.</summary>
    public ILocator Answer => Page.GetByRole(AriaRole.Region, new() { Name = "Send an event" }).GetByRole(AriaRole.Status);

    public async Task SelectAsync(string sessionizer)
    {
        var button = Sessionizers.GetByRole(AriaRole.Button, new() { Name = sessionizer, Exact = true });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-current", "true");
    }

    public async Task SendAsync(string key, string? timestamp = null)
    {
        await Key.FillAsync(key);
        if (timestamp is not null)
        {
            await Page.GetByLabel("Time; empty for now").FillAsync(timestamp);
        }

        await Send.ClickAsync();
        await Expect(Answer).ToHaveTextAsync($"An event of {key} is stored.");
    }

    /// <summary>Waits until the page is more than what was rendered ahead: a circuit has its figures.</summary>
    public Task WaitUntilLiveAsync() => Expect(Sessionizers.GetByRole(AriaRole.Button).First).ToBeVisibleAsync();

    /// <summary>Of what the browser said while the service was away.</summary>
    public void ForgetErrors() => errors.Clear();

    /// <summary>Keeps a picture of the whole page, for people to look at.</summary>
    public Task KeepAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        var host = new Uri(Page.Url).Authority;
        await context.DisposeAsync();
        Assert.True(errors.IsEmpty, string.Join('\n', errors));
        Assert.DoesNotContain(requests, request => !request.StartsWith("data:", StringComparison.Ordinal) && new Uri(request).Authority != host);
    }

    // Orleans' dashboard is its own page; on a busy machine its scripts fail where one of their first answers comes before another.
    private static bool IsOwn(string source) => !source.Contains("/dashboard/", StringComparison.Ordinal);

    private static void Note(bool isWrong, ConcurrentQueue<string> notes, string text)
    {
        if (isWrong)
        {
            notes.Enqueue(text);
        }
    }
}
