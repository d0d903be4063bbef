using System.Globalization;

namespace OrleansSessions.Benchmarks.Peers;

/// <summary>A summary of closed sessions that does not depend on their order; equal for all programs of the comparison.</summary>
internal sealed class SessionTotals
{
    private long sessions;
    private decimal sum;
    private ulong hash;

    public long Events { get; private set; }

    public string Hash => hash.ToString("x16", CultureInfo.InvariantCulture);

    public static async Task<SessionTotals> ReadAsync(ISessionClient<long, decimal> client)
    {
        const int PageSize = 10_000;
        var totals = new SessionTotals();
        var cursor = SessionCursor.Beginning;
        while (true)
        {
            var page = await client.ReadClosedPageAsync(cursor, PageSize);
            if (page.Items.Count == 0)
            {
                return totals;
            }

            foreach (var session in page.Items)
            {
                totals.Add(session);
            }

            cursor = page.Next;
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"sessions={sessions} events={Events} sum={sum:F0} hash={Hash}");

    private void Add(ClosedSession<decimal> session)
    {
        sessions++;
        Events += session.Count;
        sum += session.Result;
        var key = ulong.Parse(session.Key.AsSpan(1), CultureInfo.InvariantCulture);
        hash += Mixing.SplitMix64(
            (key * 0x9E3779B97F4A7C15UL)
            + (ToMilliseconds(session.Start) * 0xBF58476D1CE4E5B9UL)
            + (ToMilliseconds(session.LastEvent) * 0x94D049BB133111EBUL)
            + ((ulong)session.Count * 0xD6E8FEB86659FD93UL));
    }

    private static ulong ToMilliseconds(DateTimeOffset time) => (ulong)(time - Workload.Epoch).Ticks / TimeSpan.TicksPerMillisecond;
}
