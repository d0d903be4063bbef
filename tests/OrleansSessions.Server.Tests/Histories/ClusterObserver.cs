namespace OrleansSessions.Server.Tests;

/// <summary>Reads all that a sessionizer shows of itself, and compares it with the model.</summary>
internal sealed class ClusterObserver(ISessionClient<long, decimal> client, HistoryLog log, ClusterModel model, DateTimeOffset begin)
{
    public async Task CompareAsync()
    {
        await log.CollectAsync();
        foreach (var key in model.Keys)
        {
            Assert.Equal(key.Closed, log.ClosedOf(key.Name).Select(Observe));
            Assert.Equal(key.Late, log.LateOf(key.Name).Select(item => item.Value));
            Assert.Equal(key.Open, (await client.GetOpenAsync(key.Name)).Select(session => Observe(key.Name, session)));
        }

        Assert.Equal(model.Watermark, (await client.GetOverviewAsync()).Watermark.UtcTicks - begin.UtcTicks);
    }

    private ObservedSession Observe(ClosedSession<decimal> session) => new(
        session.Key, Ticks(session.Start), Ticks(session.LastEvent), Ticks(session.End), session.Count, session.Result, session.Reason);

    private ObservedSession Observe(string key, SessionSnapshot<decimal> session) =>
        new(key, Ticks(session.Start), Ticks(session.LastEvent), Ticks(session.End), session.Count, session.Result);

    private long Ticks(DateTimeOffset time) => time.UtcTicks - begin.UtcTicks;
}
