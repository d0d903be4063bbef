namespace OrleansSessions.Upgrade.Tests;

internal static class VisitReading
{
    private const int PageSize = 10_000;

    public static DateTimeOffset Noon { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Appends events, all of which are to be accepted.</summary>
    public static async Task TakeAsync<TResult>(this ISessionClient<Visit, TResult> sessions, params SessionEvent<Visit>[] events)
    {
        var result = await sessions.AppendAsync(events, TestContext.Current.CancellationToken);
        Assert.Empty(result.Problems);
    }

    /// <summary>All that has closed, in closing order per key.</summary>
    public static async Task<IReadOnlyList<ClosedSession<TResult>>> ReadClosedAsync<TResult>(this ISessionClient<Visit, TResult> sessions)
    {
        var all = new List<ClosedSession<TResult>>();
        for (var after = SessionCursor.Beginning; ;)
        {
            var page = await sessions.ReadClosedPageAsync(after, PageSize, cancellationToken: TestContext.Current.CancellationToken);
            if (page.Items.Count == 0)
            {
                return all;
            }

            all.AddRange(page.Items);
            after = page.Next;
        }
    }

    public static async Task<IReadOnlyList<LateEvent<Visit>>> ReadLateAsync(this ISessionClient<Visit, VisitSummary> sessions) =>
        (await sessions.ReadLatePageAsync(SessionCursor.Beginning, PageSize, cancellationToken: TestContext.Current.CancellationToken)).Items;

    public static async Task<IEnumerable<string>> ReadSetAsideAsync<TResult>(this ISessionClient<Visit, TResult> sessions) =>
        (await sessions.GetOverviewAsync()).Silos.SelectMany(silo => silo.SetAside);
}
