using CsCheck;

namespace OrleansSessions.Core.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void Outcomes_AnyHistory_AreThoseOfTheContract() =>
        HistoryCase.Any.Holds(GeneratedCases.HistoryModel, history =>
        {
            var model = new HistoryModel(history);
            var run = new HistoryRun(history);

            Assert.Equal(model.Outcomes, run.Outcomes);
            Assert.Equal(model.Summaries, run.Summaries);
        });

    [Fact]
    public void Final_AnyHistory_NeverOverlapAndHoldEveryAcceptedEventOnce() =>
        HistoryCase.Any.Holds(GeneratedCases.HistoryModel, history =>
        {
            var run = new HistoryRun(history);

            var windows = run.Final.Select(session => session.Window).OrderBy(window => window.Start).ThenBy(window => window.End).ToList();
            Assert.All(
                windows.Zip(windows.Skip(1)),
                pair => Assert.True(pair.First.End <= pair.Second.Start, $"{pair.First} overlaps {pair.Second}"));
            var accepted = history.Events.Where(e => run.Outcomes[e.Index] == AddOutcome.Accepted).ToList();
            Assert.Equal(accepted.Count, run.Final.Sum(session => session.Count));
            Assert.Equal(accepted.Sum(e => e.Value), run.Final.Sum(session => session.Result));
            Assert.All(
                history.Events,
                e => Assert.Equal(e.Gap > history.Rules.LongestGap, run.Outcomes[e.Index] == AddOutcome.Rejected));
        });

    [Fact]
    public void Ids_SameHistoryAgain_AreTheSameAndUnique() =>
        HistoryCase.Any.Holds(GeneratedCases.Replay, history =>
        {
            var ids = new HistoryRun(history).Ids.ToList();

            Assert.Equal(ids, new HistoryRun(history).Ids);
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        });
}
