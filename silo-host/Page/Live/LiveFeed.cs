using OrleansSessions.Host.Http.Reference.Shapes;
using OrleansSessions.Host.Page.Api;

namespace OrleansSessions.Host.Page.Live;

/// <summary>What a page shows of one sessionizer, asked for once a second: a few small requests, whatever is open and whatever closes.</summary>
internal sealed class LiveFeed(PageApi api, TimeProvider clock, string sessionizer)
{
    private const int HistoryLength = 60;

    private readonly List<double> history = [];

    public string Sessionizer => sessionizer;

    /// <summary>The sessionizer as it is now; null until it has answered.</summary>
    public SessionizerItem? Overview { get; private set; }

    public RateMeter Rates { get; } = new(clock);

    /// <summary>Accepted events a second, over the last minute, the oldest first.</summary>
    public IReadOnlyList<double> History => history;

    /// <summary>The closed sessions of all keys.</summary>
    public ClosedRows Closed { get; } = new();

    /// <summary>The key that is looked at; null for none.</summary>
    public KeySessions? Key { get; private set; }

    /// <summary>Why it does not go on; null while it does.</summary>
    public PageApiException? Problem { get; private set; }

    /// <summary>Whether there has never been anything, as far as the silos tell.</summary>
    public bool IsEmpty => Overview is { OpenSessions: 0 } && Closed.IsLoaded && Closed.Rows.Count == 0;

    /// <summary>Looks at a key from the next refresh on.</summary>
    public void Look(string? key)
    {
        if (Key?.Key != key)
        {
            Key = key is null ? null : new KeySessions(key);
        }
    }

    /// <summary>Asks again, all that has changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            Overview = await api.GetOverviewAsync(sessionizer, cancellationToken);
            Rates.Add(Overview);
            history.Add(Rates.Total.Accepted);
            if (history.Count > HistoryLength)
            {
                history.RemoveAt(0);
            }

            await Closed.ReadAsync(after => api.GetNewestAsync(sessionizer, null, after, ClosedRows.Limit, cancellationToken));
            if (Key is { } key)
            {
                await key.RefreshAsync(api, sessionizer, cancellationToken);
            }

            Problem = null;
        }
        catch (PageApiException exception)
        {
            Problem = exception;
        }
    }
}
