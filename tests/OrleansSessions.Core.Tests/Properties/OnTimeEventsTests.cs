using CsCheck;

namespace OrleansSessions.Core.Tests;

public sealed class OnTimeEventsTests
{
    [Fact]
    public void Sessions_OneGapAnyOrder_AreThoseOfSortAndSplit() =>
        WithPermutation(KeyEventCase.FixedGap).Holds(
            GeneratedCases.FixedGapOracle, c => AssertEveryOrder(c.Case, c.Permutation, SessionOracle.SortAndSplit(c.Case)));

    [Fact]
    public void Sessions_GapPerEventAnyOrder_AreThoseOfMergedIntervals() =>
        WithPermutation(KeyEventCase.DynamicGap).Holds(
            GeneratedCases.DynamicGapOracle, c => AssertEveryOrder(c.Case, c.Permutation, SessionOracle.MergeIntervals(c.Case)));

    private static Gen<(KeyEventCase Case, KeyEvent[] Permutation)> WithPermutation(Gen<KeyEventCase> cases) =>
        from c in cases
        from permutation in Gen.Shuffle(c.Events)
        select (c, permutation);

    private static void AssertEveryOrder(KeyEventCase @case, KeyEvent[] permutation, List<SessionSummary> expected)
    {
        Assert.Equal(expected, @case.Run(@case.Events));
        Assert.Equal(expected, @case.Run(permutation));
        Assert.Equal(expected, @case.Run(@case.Events.OrderBy(e => e.Time)));
        Assert.Equal(expected, @case.Run(@case.Events.OrderByDescending(e => e.Time)));
    }
}
