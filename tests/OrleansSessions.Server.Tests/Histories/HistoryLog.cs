using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>What a sessionizer has closed and found late, by key, over all its histories.</summary>
internal sealed class HistoryLog(ISessionClient<long, decimal> client)
{
    private const int PageSize = 1_000;

    private readonly ClosedSessionCollector<long, decimal> collector = new(client);
    private readonly Dictionary<string, List<ClosedSession<decimal>>> closed = [];
    private readonly Dictionary<string, List<LateEvent<long>>> late = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private SessionCursor lateCursor;

    public IReadOnlyList<ClosedSession<decimal>> ClosedOf(string key) => closed.GetValueOrDefault(key) ?? [];

    public IReadOnlyList<LateEvent<long>> LateOf(string key) => late.GetValueOrDefault(key) ?? [];

    public async Task CollectAsync()
    {
        foreach (var session in await collector.CollectAsync())
        {
            Assert.True(ids.Add(session.Id), $"Two sessions have the id {session.Id}.");
            Add(closed, session.Key, session);
        }

        LogPage<LateEvent<long>> page;
        do
        {
            page = await client.ReadLatePageAsync(lateCursor, PageSize);
            lateCursor = page.Next;
            foreach (var item in page.Items)
            {
                Add(late, item.Key, item);
            }
        }
        while (page.Items.Count == PageSize);
    }

    private static void Add<T>(Dictionary<string, List<T>> byKey, string key, T item)
    {
        if (!byKey.TryGetValue(key, out var items))
        {
            byKey.Add(key, items = []);
        }

        items.Add(item);
    }
}
