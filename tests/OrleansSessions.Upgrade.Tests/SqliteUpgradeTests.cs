using OrleansSessions.Servers;
using static OrleansSessions.Upgrade.Tests.VisitReading;

namespace OrleansSessions.Upgrade.Tests;

public sealed class SqliteUpgradeTests : IDisposable
{
    private const int Keys = 20;

    private readonly TempFolder folder = new();

    private string Store => $"sqlite:{folder["sessions.db"]}";

    [Theory]
    [InlineData(SiloEnd.Stopped)]
    [InlineData(SiloEnd.Killed)]
    public async Task Upgrade_OpenSessions_GoOnAndTheAddedFieldHasItsDefault(SiloEnd end)
    {
        await using (var before = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            await AppendAllAsync(before, key => new Visit { Number = key, Page = "/a" }, minute: 0);
            await before.EndAsync(end);
        }

        await using var after = await RunningSilo.StartAsync(SiloVersion.After, Store);
        await AppendAllAsync(after, key => new Visit { Number = 100 + key, Page = "/b", Depth = key % 2 == 0 ? 40 : -1, Referrer = "r" }, minute: 20);
        var open = Assert.Single(await after.Visits.GetOpenAsync("3"));
        Assert.Equal((2, -1), (open.Count, open.Result!.Depth));
        await after.Visits.AdvanceWatermarkAsync(Watermark.End);

        var closed = await after.Visits.ReadClosedAsync();
        Assert.Equal(Keys, closed.Count);
        Assert.All(closed, session =>
        {
            var key = int.Parse(session.Key, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal((2, Noon, Noon.AddMinutes(50)), (session.Count, session.Start, session.End));
            Assert.Equal([key, 100 + key], session.Result!.Numbers);
            Assert.Equal(("/b", "r", key % 2 == 0 ? 40 : -1), (session.Result.Page, session.Result.Referrer, session.Result.Depth));
        });
        Assert.Empty(await after.Visits.ReadSetAsideAsync());
    }

    [Fact]
    public async Task Upgrade_ClosedSessionsAndLateEvents_AreRead()
    {
        await using (var before = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            await AppendAllAsync(before, key => new Visit { Number = key, Page = "/a" }, minute: 0);
            await before.Visits.AdvanceWatermarkAsync(Watermark.At(Noon.AddMinutes(40)));
            var late = await before.Visits.AppendAsync(
                [new("7", new Visit { Number = 8, Page = "/late" }, Noon)], TestContext.Current.CancellationToken);
            Assert.Equal(1, late.Late);
            await before.EndAsync(SiloEnd.Stopped);
        }

        await using var after = await RunningSilo.StartAsync(SiloVersion.After, Store);

        var closed = await after.Visits.ReadClosedAsync();
        Assert.Equal(Keys, closed.Count);
        Assert.All(closed, session =>
        {
            Assert.Equal(session.Key, $"{Assert.Single(session.Result!.Numbers)}");
            Assert.Equal((1, "/a", null, -1), (session.Count, session.Result.Page, session.Result.Referrer, session.Result.Depth));
        });
        var item = Assert.Single(await after.Visits.ReadLateAsync());
        Assert.Equal(new Visit { Number = 8, Page = "/late" }, item.Value);

        // What has closed is remembered too: the same event is late here as well.
        var again = await after.Visits.AppendAsync(
            [new("7", new Visit { Number = 9, Depth = 5 }, Noon)], TestContext.Current.CancellationToken);
        Assert.Equal(1, again.Late);
        Assert.Equal([-1, 5], (await after.Visits.ReadLateAsync()).Select(late => late.Value.Depth));
    }

    [Fact]
    public async Task Downgrade_AddedFields_AreSkippedAndDroppedWhenTheKeyIsWritten()
    {
        // One instance, so that the serializer refers from a field that both know to one that only the newer version knows.
        var shared = new string("/shared");
        await using (var after = await RunningSilo.StartAsync(SiloVersion.After, Store))
        {
            await AppendAllAsync(after, key => new Visit { Number = key, Page = "/a", Depth = 40, Referrer = "r" }, minute: 0);
            await after.Visits.AdvanceWatermarkAsync("held", Watermark.At(Noon.AddHours(-2)));
            await after.Visits.TakeAsync(
                new SessionEvent<Visit>("shared", new Visit { Number = 1, Page = "/a", Referrer = shared, Depth = 40 }, Noon),
                new SessionEvent<Visit>("shared", new Visit { Number = 2, Page = shared }, Noon.AddHours(1)));
            await after.Visits.TakeAsync(new SessionEvent<Visit>("closed", new Visit { Number = 3, Page = "/c", Depth = 40 }, Noon));
            Assert.Equal(1, await after.Visits.EndAsync("closed"));
            await after.EndAsync(SiloEnd.Stopped);
        }

        await using (var before = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            Assert.Equal("/shared", (await before.Visits.GetOpenAsync("shared"))[1].Result!.Page);
            Assert.Equal([3L], Assert.Single(await before.Visits.ReadClosedAsync()).Result!.Numbers);

            // The even keys are written by this version; its client sends what it does not know.
            await before.Visits.TakeAsync(
                [
                    .. Enumerable.Range(0, Keys / 2).Select(i => new SessionEvent<Visit>(
                        $"{i * 2}", new Visit { Number = 100, Page = shared, Referrer = shared, Depth = 90 }, Noon.AddMinutes(20)))
                ]);
            Assert.Empty(await before.Visits.ReadSetAsideAsync());
            await before.EndAsync(SiloEnd.Killed);
        }

        await using var again = await RunningSilo.StartAsync(SiloVersion.After, Store);
        await again.Visits.CompleteSourceAsync("held");
        await again.Visits.AdvanceWatermarkAsync(Watermark.End);
        var all = await again.Visits.ReadClosedAsync();

        // What has only been read is as it was.
        Assert.Equal(["/shared", null], all.Where(session => session.Key == "shared").Select(session => session.Result!.Referrer));
        Assert.Equal(40, Assert.Single(all, session => session.Key == "closed").Result!.Depth);

        var closed = all.Where(session => char.IsAsciiDigit(session.Key[0])).ToList();
        Assert.Equal(Keys, closed.Count);
        Assert.All(closed, session =>
        {
            var isWritten = session.Count == 2;
            Assert.Equal(int.Parse(session.Key, System.Globalization.CultureInfo.InvariantCulture) % 2 == 0, isWritten);
            Assert.Equal(isWritten ? "/shared" : "/a", session.Result!.Page);
            Assert.Equal(isWritten ? (null, -1) : ("r", 40), (session.Result.Referrer, session.Result.Depth));
        });
    }

    public void Dispose() => folder.Dispose();

    private static Task AppendAllAsync(RunningSilo silo, Func<int, Visit> visit, int minute) => silo.Visits.TakeAsync(
        [.. Enumerable.Range(0, Keys).Select(key => new SessionEvent<Visit>($"{key}", visit(key), Noon.AddMinutes(minute)))]);
}
