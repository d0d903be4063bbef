using CsCheck;

namespace OrleansSessions.Server.Tests;

public sealed class SiloKeysTests
{
    private const int KeyCount = 4;

    private static readonly Watermark Deadline = Watermark.FromTicks(100);

    [Fact]
    public void Counts_AnyHistory_AreThoseOfTheEntries() =>
        Gen.Select(Gen.Int[0, KeyCount - 1], Gen.Int[0, 3], Gen.Int[0, 9]).List[0, 60].Sample(steps =>
        {
            var sessions = new SiloKeys();
            var due = new List<ExpiryEntry<string>>();
            foreach (var (key, open, choice) in steps)
            {
                switch (choice)
                {
                    case 0:
                        sessions.Forget($"{key}");
                        break;
                    case 1:
                        due.Clear();
                        sessions.TakeDue(Deadline, 1, due);
                        due.ForEach(entry => sessions.Drop((SiloKey)entry, Deadline));
                        break;
                    case 2:
                        Assert.True(Owner.TryChange(sessions, $"{key}", null));
                        break;
                    case 3:
                        sessions.LoseIdle();
                        break;
                    case 4:
                        Assert.True(Owner.TryChange(sessions, $"{key}", new FixedSessions(null, default)));
                        Assert.Null(sessions.Find($"{key}"));
                        break;
                    default:
                        Assert.True(Owner.TryChange(sessions, $"{key}", new FixedSessions(Deadline, Summary(open))));
                        break;
                }

                AssertCounts(sessions);
            }
        });

    [Fact]
    public async Task TryTake_ManyAtOnceWhileTheScannerDrops_OneHasThemAndCountsAreThoseOfTheEntries()
    {
        var sessions = new SiloKeys();
        var stopped = false;
        var owned = new int[KeyCount];
        var taken = new int[KeyCount];
        var owners = Enumerable.Range(0, KeyCount * 2).Select(owner => Task.Run(
            () =>
            {
                var key = owner % KeyCount;
                for (var i = 0; i < 50_000; i++)
                {
                    var change = i % 7 == 0 ? null : new FixedSessions(i % 5 == 0 ? null : Deadline, Summary(i % 3));
                    Owner.TryChange(sessions, $"{key}", change, () =>
                    {
                        Assert.Equal(1, Interlocked.Increment(ref owned[key]));
                        taken[key]++;
                        Interlocked.Decrement(ref owned[key]);
                    });
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
                    due.ForEach(entry => sessions.Drop((SiloKey)entry, Deadline));
                    sessions.LoseIdle();
                }
            },
            TestContext.Current.CancellationToken);

        await Task.WhenAll(owners);
        Volatile.Write(ref stopped, true);
        await scanner;

        Assert.All(taken, count => Assert.NotEqual(0, count));
        AssertCounts(sessions);
    }

    [Fact]
    public void LoseIdle_NotUsedSinceTheLastCall_LeavesMemoryAndStaysDue()
    {
        var sessions = new SiloKeys();
        var held = new FixedSessions(Deadline, Summary(1));
        Owner.TryChange(sessions, "key", held);

        sessions.LoseIdle();
        Assert.Same(held, sessions.Find("key")!.Free);
        sessions.LoseIdle();
        Assert.Null(sessions.Find("key")!.Free);

        var due = new List<ExpiryEntry<string>>();
        sessions.TakeDue(Deadline, 1, due);
        Assert.Equal("key", Assert.Single(due).Key);
        Assert.Equal(1, sessions.OpenSessions);
    }

    [Fact]
    public void LoseIdle_SomebodyHasThem_StayThere()
    {
        var sessions = new SiloKeys();
        var held = new FixedSessions(Deadline, Summary(1));
        Owner.TryChange(sessions, "key", held, () =>
        {
            sessions.LoseIdle();
            sessions.LoseIdle();
        });

        Assert.Same(held, sessions.Find("key")!.Free);
    }

    [Fact]
    public async Task GiveUp_SomebodyHasThem_WaitsAndTheyLeaveMemory()
    {
        var sessions = new SiloKeys();
        Task? givingUp = null;
        Owner.TryChange(sessions, "key", new FixedSessions(Deadline, Summary(1)), () =>
        {
            givingUp = sessions.GiveUpAsync();
            Assert.False(givingUp.IsCompleted);
        });

        await givingUp!;

        Assert.Null(sessions.Find("key")!.Free);
        Assert.Equal(1, sessions.OpenSessions);
    }

    private static OpenSummary Summary(int sessions) => new(sessions > 0 ? 1 : 0, sessions, sessions);

    private static void AssertCounts(SiloKeys sessions)
    {
        Assert.Equal(sessions.All.Sum(session => session.OpenSessions), sessions.OpenSessions);
        Assert.Equal(sessions.All.Count(session => session.OpenSessions > 0), sessions.OpenKeys);
        Assert.All(sessions.All, session => Assert.True(session.IsTracked));
        Assert.All(sessions.All, session => Assert.Null(session.Holder));
    }
}
