namespace OrleansSessions.ClientSample;

/// <summary>
/// Makes a visit out of its requests. Requests come in any order and visits merge, so an event is added as a visit of its own, and
/// all that has to be right is <see cref="Merge"/>.
/// </summary>
public sealed class PageVisitAggregator : ISessionAggregator<PageRequest, PageVisitTotals, PageVisit>
{
    /// <inheritdoc/>
    public PageVisitTotals CreateAccumulator() => new();

    /// <inheritdoc/>
    public PageVisitTotals Add(PageVisitTotals accumulator, PageRequest value, DateTimeOffset eventTime)
    {
        var view = value.IsPage ? new PageView(eventTime, value.Path) : null;
        return Merge(accumulator, new PageVisitTotals
        {
            Entry = view,
            Exit = view,
            Pages = value.IsPage ? 1 : 0,
            Bytes = value.Bytes,
            Errors = value.IsError ? 1 : 0,
        });
    }

    /// <inheritdoc/>
    public PageVisitTotals Merge(PageVisitTotals left, PageVisitTotals right) => new()
    {
        Entry = PageView.Earlier(left.Entry, right.Entry),
        Exit = PageView.Later(left.Exit, right.Exit),
        Pages = left.Pages + right.Pages,
        Bytes = left.Bytes + right.Bytes,
        Errors = left.Errors + right.Errors,
    };

    /// <inheritdoc/>
    public PageVisit GetResult(PageVisitTotals accumulator) => new()
    {
        EntryPage = accumulator.Entry?.Path,
        ExitPage = accumulator.Exit?.Path,
        Pages = accumulator.Pages,
        Bytes = accumulator.Bytes,
        Errors = accumulator.Errors,
    };
}
