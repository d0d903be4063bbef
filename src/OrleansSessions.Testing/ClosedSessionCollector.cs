namespace OrleansSessions.Testing;

/// <summary>Collects what a sessionizer has closed, by reading its log: nothing is missed and nothing has to be waited for.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TResult">The result type.</typeparam>
/// <param name="client">The sessionizer.</param>
public sealed class ClosedSessionCollector<TEvent, TResult>(ISessionClient<TEvent, TResult> client)
{
    private const int PageSize = 1_000;

    private readonly List<ClosedSession<TResult>> all = [];
    private SessionCursor cursor;

    /// <summary>All that has been collected, in closing order per key.</summary>
    public IReadOnlyList<ClosedSession<TResult>> All => all;

    /// <summary>Collects what has closed since the last call.</summary>
    /// <returns>What is new, in closing order per key.</returns>
    public async Task<IReadOnlyList<ClosedSession<TResult>>> CollectAsync()
    {
        var before = all.Count;
        while (true)
        {
            var page = await client.ReadClosedPageAsync(cursor, PageSize);
            cursor = page.Next;
            all.AddRange(page.Items);
            if (page.Items.Count < PageSize)
            {
                return all[before..];
            }
        }
    }
}
