namespace OrleansSessions.ClientSample;

/// <summary>Reads the log of closed sessions, which has each of them whatever a subscriber has seen.</summary>
internal static class ClosedVisits
{
    private const int PageSize = 1_000;

    /// <summary>How many have closed since a place in the log.</summary>
    public static async Task<int> CountAsync<TEvent, TResult>(
        ISessionClient<TEvent, TResult> visits, SessionCursor from, CancellationToken cancellationToken)
    {
        var count = 0;
        LogPage<ClosedSession<TResult>> page;
        do
        {
            page = await visits.ReadClosedPageAsync(from, PageSize, cancellationToken: cancellationToken);
            from = page.Next;
            count += page.Items.Count;
        }
        while (page.Items.Count == PageSize);
        return count;
    }
}
