using CsCheck;

namespace OrleansSessions.Core.Tests;

/// <summary>Events in some order, split over accumulators that are then merged as in some tree.</summary>
internal sealed record AggregationPlan(Reading[] Readings, int[] Parts, int[] Picks)
{
    private const int PartCount = 4;

    private static readonly string[] Texts = ["a", "b", "A", "Ä", "z", ""];

    // Small ranges, so that equal times and equal values are common.
    public static readonly Gen<AggregationPlan> Any =
        from readings in Gen.Select(
            Gen.Long[0, 4], Gen.Int[-3, 3], Gen.Int[0, 5], (time, number, text) => new Reading(time, number, Texts[text]))
            .Array[1, 12]
        from parts in Gen.Int[0, PartCount - 1].Array[readings.Length]
        from picks in Gen.Int[0, 1000].Array[2 * PartCount]
        select new AggregationPlan(readings, parts, picks);

    public TResult Run<TAccumulator, TResult>(ISessionAggregator<Reading, TAccumulator, TResult> aggregator)
    {
        var accumulators = Enumerable.Range(0, PartCount).Select(_ => aggregator.CreateAccumulator()).ToList();
        for (var i = 0; i < Readings.Length; i++)
        {
            accumulators[Parts[i]] = aggregator.Add(accumulators[Parts[i]], Readings[i], Readings[i].EventTime);
        }

        for (var i = 0; accumulators.Count > 1; i += 2)
        {
            var left = Take(accumulators, Picks[i]);
            var right = Take(accumulators, Picks[i + 1]);
            accumulators.Add(aggregator.Merge(left, right));
        }

        return aggregator.GetResult(accumulators[0]);
    }

    public override string ToString() => $"{string.Join(' ', Readings)} in {string.Join(',', Parts)} by {string.Join(',', Picks)}";

    private static T Take<T>(List<T> items, int pick)
    {
        var index = pick % items.Count;
        var item = items[index];
        items.RemoveAt(index);
        return item;
    }
}
