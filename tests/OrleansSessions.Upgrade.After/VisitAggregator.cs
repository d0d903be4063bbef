namespace OrleansSessions.Upgrade;

internal sealed class VisitAggregator : ISessionAggregator<Visit, VisitTotals, VisitSummary>
{
    public VisitTotals CreateAccumulator() => new();

    public VisitTotals Add(VisitTotals accumulator, Visit value, DateTimeOffset eventTime) => Merge(
        accumulator,
        new VisitTotals { Numbers = [value.Number], Page = value.Page, Referrer = value.Referrer, Depth = value.Depth });

    public VisitTotals Merge(VisitTotals left, VisitTotals right) => new()
    {
        Numbers = [.. left.Numbers.Concat(right.Numbers).Order()],
        Page = Last(left.Page, right.Page)!,
        Referrer = Last(left.Referrer, right.Referrer),
        Depth = Math.Max(left.Depth, right.Depth),
    };

    public VisitSummary GetResult(VisitTotals accumulator) => new()
    {
        Numbers = accumulator.Numbers,
        Page = accumulator.Page,
        Referrer = accumulator.Referrer,
        Depth = accumulator.Depth,
    };

    private static string? Last(string? left, string? right) => string.CompareOrdinal(left, right) < 0 ? right : left;
}
