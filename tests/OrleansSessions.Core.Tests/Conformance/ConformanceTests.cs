namespace OrleansSessions.Core.Tests;

public sealed class ConformanceTests
{
    public static IEnumerable<TheoryDataRow<string>> Ids =>
        Scenarios.All.Select(scenario => new TheoryDataRow<string>(scenario.Id) { TestDisplayName = scenario.Id });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Run_Scenario_AnswersAsUpstream(string id)
    {
        var scenario = Scenarios.All.Single(scenario => scenario.Id == id);

        var run = new ScenarioRun(scenario);

        Assert.Equal(scenario.Expect.Closed, run.Closed);
        Assert.Equal(scenario.Expect.LateSteps, run.LateSteps);
    }

    [Fact]
    public void Scenarios_File_HasAllOfThem() =>
        Assert.Equal(29, Scenarios.All.Select(scenario => scenario.Id).Distinct(StringComparer.Ordinal).Count());
}
