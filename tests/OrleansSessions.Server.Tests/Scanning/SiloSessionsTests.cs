using CsCheck;

namespace OrleansSessions.Server.Tests;

public sealed class SiloSessionsTests
{
    private const int KeyCount = 4;

    private static readonly Watermark Deadline = Watermark.FromTicks(100);

    [Fact]
    public void Counts_AnyHistory_AreThoseOfTheEntries() =>
        Gen.Select(Gen.Int[0, KeyCount - 1], Gen.Int[0, 3], Gen.Int[0, 9]).List[0, 60].Sample(steps =>
        {
            var sessions = new SiloSessions();
            var owners = new SiloSession?[KeyCount];
            var due = new List<ExpiryEntry<string>>();
            foreach (var (key, open, choice) in steps)
            {
                switch (choice)
                {
                    case 0:
                        sessions.Forget($"{key}");
                        owners[key] = null;
                        break;
                    case 1:
                        due.Clear();
                        sessions.TakeDue(Deadline, 1, due);
                        due.ForEach(entry => sessions.Drop(entry, Deadline));
                        break;
                    default:
                        owners[key] = sessions.Track($"{key}", owners[key], Deadline, Summary(open));
                        break;
                }

                AssertCounts(sessions);
            }
        });

    [Fact]
    public async Task Counts_OwnersWriteWhileTheScannerDrops_AreThoseOfTheEntries()
    {
        var sessions = new SiloSessions();
        var stopped = false;
        var owners = Enumerable.Range(0, KeyCount).Select(key => Task.Run(
            () =>
            {
                SiloSession? known = null;
                for (var i = 0; i < 50_000; i++)
                {
                    known = sessions.Track($"{key}", known, Deadline, Summary(i % 3));
                }
            },
            TestContext.Current.CancellationToken)).ToList();
        var scanner = Task.Run(
            () =>
            {
                var due = new List<ExpiryEntry<string>>();
                while (!Volatile.Read(ref stopped))
                {
                    due.Clear();
                    sessions.TakeDue(Deadline, KeyCount, due);
                    due.ForEach(entry => sessions.Drop(entry, Deadline));
                }
            },
            TestContext.Current.CancellationToken);

        await Task.WhenAll(owners);
        Volatile.Write(ref stopped, true);
        await scanner;

        AssertCounts(sessions);
    }

    private static OpenSummary Summary(int sessions) => new(sessions > 0 ? 1 : 0, sessions, sessions);

    private static void AssertCounts(SiloSessions sessions)
    {
        Assert.Equal(sessions.All.Sum(session => session.Sessions), sessions.OpenSessions);
        Assert.Equal(sessions.All.Count(session => session.Sessions > 0), sessions.OpenKeys);
    }
}
