using CsCheck;

namespace OrleansSessions.Core.Tests;

public sealed class FleetTests
{
    private const long LongestGap = 6;

    // Times lie around the watermark that the steps reach, so that events are on time, old and late.
    private static readonly Gen<FleetStep> Step = Gen.Select(
        Gen.Select(Gen.Int[0, 11], Gen.Long[0, 40], Gen.Long[1, LongestGap]).Array[0, 8], Gen.Long[0, 5],
        (events, advance) => new FleetStep(events, advance));

    private static readonly Gen<SessionRules> Rules = Gen.Select(
        KeyEventCase.Boundaries, Gen.Long[0, 4], (boundary, lateness) => new SessionRules(TimeSpan.FromTicks(1))
        {
            Boundary = boundary,
            AllowedLateness = TimeSpan.FromTicks(lateness),
            LongestGap = TimeSpan.FromTicks(LongestGap),
        });

    [Fact]
    public void Tick_ManyKeys_ClosesEachInTimeAndKeepsNothing() =>
        Gen.Select(Rules, Gen.Int[1, 5], Step.Array[1, 15]).Holds(GeneratedCases.Fleet, c =>
        {
            var (rules, maxCount, steps) = c;
            var fleet = new Fleet(rules, maxCount);
            long watermark = 0;
            foreach (var step in steps)
            {
                foreach (var (key, time, gap) in step.Events)
                {
                    fleet.Add(key, time, gap);
                }

                watermark += step.WatermarkAdvance;
                fleet.Tick(Timeline.WatermarkAt(watermark));
            }

            fleet.Tick(Watermark.End);
            AssertNothingLeft(fleet);
        });

    [Fact]
    public void Tick_TailsLapseBeforeTheEndOfTime_KeepsNothing() =>
        Gen.Select(Rules, Step.Array[1, 15]).Holds(GeneratedCases.Fleet, c =>
        {
            var (rules, steps) = c;
            var fleet = new Fleet(rules, 2);
            Array.ForEach(steps, step => Array.ForEach(step.Events, e => fleet.Add(e.Key, e.Time, e.Gap)));

            // The last end is at most 46; then lateness, the longest gap and the inclusive tick pass.
            for (long watermark = 0; watermark <= 40 + LongestGap + 4 + LongestGap + 1; watermark++)
            {
                fleet.Tick(Timeline.WatermarkAt(watermark));
            }

            AssertNothingLeft(fleet);
        });

    private static void AssertNothingLeft(Fleet fleet)
    {
        Assert.Equal(0, fleet.Keys);
        Assert.Equal(0, fleet.Places);
        Assert.Equal(fleet.Accepted, fleet.Closed);
    }
}
