using OrleansSessions.Core.Tests;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class GrainConformanceTests(ConformanceCluster cluster) : IClassFixture<ConformanceCluster>
{
    private readonly List<ScenarioSession> closed = [];
    private readonly List<int> lateSteps = [];

    public static IEnumerable<TheoryDataRow<string>> Ids =>
        Scenarios.All.Select(scenario => new TheoryDataRow<string>(scenario.Id) { TestDisplayName = $"grains {scenario.Id}" });

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Run_Scenario_AnswersAsUpstream(string id)
    {
        var scenario = Scenarios.All.Single(scenario => scenario.Id == id);
        var sessions = cluster.GetSessions(scenario);
        var collector = new ClosedSessionCollector<long, decimal>(sessions);
        for (var step = 0; step < scenario.Steps.Length; step++)
        {
            if (scenario.Steps[step].Event is { } item)
            {
                await AppendAsync(sessions, step, item);
            }
            else
            {
                await sessions.AdvanceWatermarkAsync(ToWatermark(scenario.Steps[step].WatermarkMs!.Value));
            }

            closed.AddRange((await collector.CollectAsync())
                .OrderBy(session => session.End)
                .ThenBy(session => session.Start)
                .ThenBy(session => session.Key, StringComparer.Ordinal)
                .Select(session => ToScenario(step, session)));
        }

        Assert.Equal(scenario.Expect.Closed, closed);
        Assert.Equal(scenario.Expect.LateSteps, lateSteps);
    }

    private static Watermark ToWatermark(long milliseconds) =>
        milliseconds == long.MaxValue ? Watermark.End : Watermark.At(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private static ScenarioSession ToScenario(int step, ClosedSession<decimal> session) => new(
        step,
        session.Key,
        session.Start.ToUnixTimeMilliseconds(),
        session.LastEvent.ToUnixTimeMilliseconds(),
        session.End.ToUnixTimeMilliseconds(),
        session.Count,
        session.Result);

    private async Task AppendAsync(ISessionClient<long, decimal> sessions, int step, ScenarioEvent item)
    {
        var result = await sessions.AppendAsync(
            [
                new(
                    item.Key,
                    item.Value,
                    DateTimeOffset.FromUnixTimeMilliseconds(item.TimestampMs),
                    item.GapMs is { } gap ? TimeSpan.FromMilliseconds(gap) : null)
            ],
            TestContext.Current.CancellationToken);
        Assert.Equal(0, result.Rejected + result.Failed);
        if (result.Late > 0)
        {
            lateSteps.Add(step);
        }
    }
}
