using static OrleansSessions.Upgrade.Tests.VisitReading;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>
/// Sends one visit of each key a round, and knows which were acknowledged. After every tenth round time jumps, so that sessions
/// close on the way.
/// </summary>
internal sealed class VisitSender(ISessionClient<Visit, VisitSummary> visits, IReadOnlyList<string> keys, int firstNumber, int step)
{
    public const int RoundsPerSession = 10;

    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(2);

    private readonly List<string> refused = [];
    private readonly Dictionary<long, string> acknowledged = [];
    private int rounds;
    private long next = firstNumber;
    private DateTimeOffset time = Noon;

    /// <summary>The numbers that were acknowledged, with their keys.</summary>
    public IReadOnlyDictionary<long, string> Acknowledged => acknowledged;

    /// <summary>How many were not acknowledged, because a silo was not there for too long.</summary>
    public int Unacknowledged { get; private set; }

    /// <summary>What was late, rejected or taken for sent before, and why.</summary>
    public IReadOnlyList<string> Refused => refused;

    public async Task SendRoundAsync()
    {
        await SendAsync(keys);
        time += ++rounds % RoundsPerSession == 0 ? Pause : Pace;
    }

    /// <summary>Sends one visit of each of these keys, at the time of the next round.</summary>
    public async Task SendAsync(IReadOnlyList<string> some)
    {
        var events = new List<SessionEvent<Visit>>(some.Count);
        foreach (var key in some)
        {
            events.Add(new(key, new Visit { Number = next, Page = "/a", Referrer = "/a", Depth = 40 }, time));
            next += step;
        }

        var result = await visits.AppendAsync(events, TestContext.Current.CancellationToken);
        var problems = result.Problems.ToDictionary(problem => problem.Index);
        for (var i = 0; i < events.Count; i++)
        {
            if (!problems.TryGetValue(i, out var problem))
            {
                acknowledged.Add(events[i].Value.Number, events[i].Key);
            }
            else if (problem.Outcome == AppendOutcome.Failed)
            {
                Unacknowledged++;
            }
            else
            {
                refused.Add($"{events[i].Key} at {events[i].Timestamp:O}: {problem.Outcome}, {problem.Reason}");
            }
        }
    }

    public async Task SendUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            await SendRoundAsync();
        }
    }
}
