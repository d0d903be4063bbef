using System.Globalization;
using System.Net;
using OrleansSessions.Host.Page.Api;
using OrleansSessions.Host.Page.Live;

namespace OrleansSessions.Host.Page;

/// <summary>The sessions of one sessionizer, which are looked at again once a second for as long as the page is open.</summary>
public sealed partial class SessionsView
{
    private const string EventTime = "EventTime";

    private const int Stays = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource closing = new();

    // One at a time: what is asked for at a click must not come between what the timer asks for.
    private readonly SemaphoreSlim refreshing = new(1);

    private IReadOnlyList<string> names = [];
    private LiveFeed? feed;
    private PageApiException? problem;
    private string? search;

    // Until somebody chooses a key, the page does; it stays with one for a while after its sessions have closed.
    private bool isChosen;
    private int refreshesWithoutOpen;

    private string? Problem => (problem ?? feed?.Problem)?.Message;

    // Also after a key was revoked, or the first one was made in a service that had needed none.
    private bool IsLost => problem?.Status == HttpStatusCode.Unauthorized || feed?.Problem?.Status == HttpStatusCode.Unauthorized;

    // A key that may send but not read is not told: on the arrival clock a time is a field as any other.
    private bool IsEventTime => feed?.Overview?.Clock == EventTime || !Caller.MayRead;

    private DateTimeOffset Now => IsEventTime && feed?.Overview?.Watermark is { } watermark and not "max"
        ? DateTimeOffset.Parse(watermark, CultureInfo.InvariantCulture)
        : Clock.GetUtcNow();

    private string ClockText => feed?.Overview switch
    {
        null => "\u00A0",
        { Clock: EventTime } => "On event time: sessions close as the watermark passes their end.",
        _ => "On the arrival clock: sessions close by themselves, after the gap.",
    };

    private ClosedRows? Shown => search is null ? feed?.Closed : feed?.Key?.Closed;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        closing.Dispose();
        refreshing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await Caller.LoadAsync();
        // What is rendered ahead is the page as it will be, without figures: nothing moves when they come.
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        try
        {
            names = await Api.GetNamesAsync(closing.Token);
            feed = names.Count > 0 ? new LiveFeed(Api, Clock, names[0]) : null;
        }
        catch (PageApiException exception)
        {
            problem = exception;
        }

        if (Caller.MayRead)
        {
            _ = RunAsync(closing.Token);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, Clock);
            do
            {
                await RefreshAsync(cancellationToken);
            }
            while (!IsLost && await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page is closed.
        }
        catch (Exception exception)
        {
            // Nobody waits for this, but the page has to tell.
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            if (feed is not null)
            {
                await feed.RefreshAsync(cancellationToken);
                refreshesWithoutOpen = feed.Key is { Open.Count: > 0 } ? 0 : refreshesWithoutOpen + 1;
                if (!isChosen && (feed.Key is null || refreshesWithoutOpen > Stays) && feed.Overview?.Largest is { } largest)
                {
                    feed.Look(largest.Key);
                    await feed.RefreshAsync(cancellationToken);
                }
            }
        }
        finally
        {
            refreshing.Release();
        }

        StateHasChanged();
    }

    private async Task SelectAsync(string name)
    {
        if (feed?.Sessionizer != name)
        {
            var next = new LiveFeed(Api, Clock, name);
            if (Caller.MayRead)
            {
                // The page changes once, to all that there is to see, rather than to nothing first.
                await next.RefreshAsync(closing.Token);
            }

            (feed, search, isChosen) = (next, null, false);
            await RefreshIfReadingAsync();
        }
    }

    private async Task SearchAsync(string? key)
    {
        search = string.IsNullOrWhiteSpace(key) ? null : key.Trim();
        if (search is not null)
        {
            await LookAsync(search);
        }
    }

    private Task LookAtSentAsync(string key)
    {
        // What is shown of a key is shown of one: the table must not go on under another's name.
        search = search == key ? key : null;
        return LookAsync(key);
    }

    private async Task LookAsync(string key)
    {
        isChosen = true;
        feed?.Look(key);
        await RefreshIfReadingAsync();
    }

    private Task RefreshIfReadingAsync() => Caller.MayRead ? RefreshAsync(closing.Token) : Task.CompletedTask;
}
