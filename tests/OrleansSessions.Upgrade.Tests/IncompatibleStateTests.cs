using OrleansSessions.Sqlite.Tests;
using static OrleansSessions.Upgrade.Tests.VisitReading;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>A version that can not read what is stored, and the deployment of one that can.</summary>
public sealed class IncompatibleStateTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Store => $"sqlite:{folder["sessions.db"]}";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Repair_KeySetAside_GoesOnWhenItIsTouched(bool byAnEvent)
    {
        await using (var before = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            await before.Reshaped.TakeAsync(new SessionEvent<Visit>("old", new Visit { Number = 1 }, Noon));
            await before.EndAsync(SiloEnd.Stopped);
        }

        await using (var broken = await RunningSilo.StartAsync(SiloVersion.After, Store))
        {
            var result = await broken.Reshaped.AppendAsync(
                [new("old", new Visit { Number = 2 }, Noon), new("new", new Visit { Number = 3 }, Noon.AddMinutes(10))],
                TestContext.Current.CancellationToken);
            var problem = Assert.Single(result.Problems);
            Assert.Equal((0, AppendOutcome.Rejected), (problem.Index, problem.Outcome));
            Assert.Contains("set aside", problem.Reason, StringComparison.Ordinal);
            Assert.Equal(["old"], await broken.Reshaped.ReadSetAsideAsync());

            // The one that it can not read keeps its watermark from closing no other key, and is not lost by it.
            await broken.Reshaped.EndAsync("new");
            Assert.Equal(["new"], (await broken.Reshaped.ReadClosedAsync()).Select(session => session.Key));
            await broken.EndAsync(SiloEnd.Stopped);
        }

        await using (var repaired = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            if (byAnEvent)
            {
                await repaired.Reshaped.TakeAsync(new SessionEvent<Visit>("old", new Visit { Number = 4 }, Noon.AddMinutes(1)));
            }

            Assert.Equal(byAnEvent ? 5 : 1, Assert.Single(await repaired.Reshaped.GetOpenAsync("old")).Result);
            Assert.Empty(await repaired.Reshaped.ReadSetAsideAsync());
            await repaired.EndAsync(SiloEnd.Killed);
        }

        // Its deadline is stored again: also a silo that has never heard of it finds it.
        await using var next = await RunningSilo.StartAsync(SiloVersion.Before, Store);
        await next.Reshaped.AdvanceWatermarkAsync(Watermark.End);
        var closed = Assert.Single(await next.Reshaped.ReadClosedAsync(), session => session.Key == "old");
        Assert.Equal(byAnEvent ? (2, 5) : (1, 1), (closed.Count, closed.Result));
    }

    public void Dispose() => folder.Dispose();
}
