using OrleansSessions.Servers;
using static OrleansSessions.Upgrade.Tests.VisitReading;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>A version that can not read what is stored, and the deployment of one that can.</summary>
public sealed class IncompatibleStateTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Store => $"sqlite:{folder["sessions.db"]}";

    [Fact]
    public async Task Repair_KeysSetAside_GoOnWhenTheyAreTouched()
    {
        await using (var before = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            await before.Reshaped.TakeAsync(At("seen", 1, 0), At("extended", 1, 0));
            await before.EndAsync(SiloEnd.Stopped);
        }

        await using (var broken = await RunningSilo.StartAsync(SiloVersion.After, Store))
        {
            var result = await broken.Reshaped.AppendAsync(
                [At("seen", 2, 0), At("extended", 2, 0), At("new", 3, 10)], TestContext.Current.CancellationToken);
            Assert.Equal(1, result.Accepted);
            Assert.Equal([AppendOutcome.Rejected, AppendOutcome.Rejected], result.Problems.Select(problem => problem.Outcome));
            Assert.All(result.Problems, problem => Assert.Contains("set aside", problem.Reason, StringComparison.Ordinal));
            Assert.Equal(["extended", "seen"], (await broken.Reshaped.ReadSetAsideAsync()).Order());
            Assert.Equal(1, await broken.Reshaped.EndAsync("new"));
            await broken.EndAsync(SiloEnd.Stopped);
        }

        await using (var repaired = await RunningSilo.StartAsync(SiloVersion.Before, Store))
        {
            Assert.Equal(1, Assert.Single(await repaired.Reshaped.GetOpenAsync("seen")).Result);
            await repaired.Reshaped.TakeAsync(At("extended", 4, 1));
            Assert.Empty(await repaired.Reshaped.ReadSetAsideAsync());
            await repaired.EndAsync(SiloEnd.Killed);
        }

        // Their deadlines are stored again: also a silo that has never heard of them finds them.
        await using var next = await RunningSilo.StartAsync(SiloVersion.Before, Store);
        await next.Reshaped.AdvanceWatermarkAsync(Watermark.End);
        var closed = (await next.Reshaped.ReadClosedAsync()).OrderBy(session => session.Key, StringComparer.Ordinal);
        Assert.Equal(
            [("extended", 2, 5), ("new", 1, 3), ("seen", 1, 1)],
            closed.Select(session => (session.Key, session.Count, session.Result)));
    }

    public void Dispose() => folder.Dispose();

    private static SessionEvent<Visit> At(string key, long number, int minute) =>
        new(key, new Visit { Number = number }, Noon.AddMinutes(minute));
}
