namespace OrleansSessions.Upgrade;

internal sealed class VisitAggregator : ISessionAggregator<Visit, VisitTotals, VisitSummary>
{
    public VisitTotals CreateAccumulator() => new();

    public VisitTotals Add(VisitTotals accumulator, Visit value, DateTimeOffset eventTime) => Merge(
        accumulator,
        new VisitTotals { Numbers = [value.Number], Page = value.Page });

    public VisitTotals Merge(VisitTotals left, VisitTotals right) => new()
    {
        Numbers = [.. left.Numbers.Concat(right.Numbers).Order()],
        Page = Last(left.Page, right.Page)!,
    };

    public VisitSummary GetResult(VisitTotals accumulator) => new()
    {
        Numbers = accumulator.Numbers,
        Page = accumulator.Page,
    };

    private static string? Last(string? left, string? right) => string.CompareOrdinal(left, right) < 0 ? right : left;
}
